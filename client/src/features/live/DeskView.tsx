import type { Hand, QueueRule, SessionState, WallQuestion } from '@augenhoehe/contracts'
import { IconDots, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { newClientId } from '../../platform/ids.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { ActionMenu, Banner, Button, ComposerDock, IconButton, PhaseLine, cx, later } from '../../ui/index.ts'
import { Agreement } from './Agreement.tsx'
import styles from './Desk.module.css'
import { DeskClock } from './DeskClock.tsx'
import { DeskQuestion } from './DeskQuestion.tsx'
import { LiveAnnouncer } from './LiveAnnouncer.tsx'
import { nextToCall } from './next.ts'
import { Outcome } from './Outcome.tsx'
import { PendingQuestions } from './PendingQuestions.tsx'
import { hasEnded } from './pick.ts'
import { QuestionWall } from './QuestionWall.tsx'
import { useLive } from './SessionContext.ts'
import { SpeakerQueue } from './SpeakerQueue.tsx'
import { useDeskActs } from './useDeskActs.ts'
import { useKeptFocus } from '../../platform/useKeptFocus.ts'
import { useJudging } from './useJudging.ts'
import { useRoomMeasures } from './useRoomMeasures.ts'
import { useTick } from './useServerClock.ts'
import { nameOf } from './wording.ts'

const CodeDialog = later(async () => (await import('./CodeDialog.tsx')).CodeDialog)
const EnterHandDialog = later(async () => (await import('./EnterHandDialog.tsx')).EnterHandDialog)
const MergeQuestionDialog = later(async () => (await import('./MergeQuestionDialog.tsx')).MergeQuestionDialog)
const MergeSessionDialog = later(async () => (await import('./MergeSessionDialog.tsx')).MergeSessionDialog)
const OralDialog = later(async () => (await import('./OralDialog.tsx')).OralDialog)
const ReasonDialog = later(async () => (await import('./ReasonDialog.tsx')).ReasonDialog)
const SessionFacts = later(async () => (await import('./SessionFacts.tsx')).SessionFacts)
const WriteSheet = later(async () => (await import('./WriteSheet.tsx')).WriteSheet)

type Doing =
  | { kind: 'code' | 'enter' | 'oral' | 'cancel' | 'no-result' | 'merge-session' }
  | { kind: 'state'; clientId: string }
  | { kind: 'merge'; question: WallQuestion }

const phases = ['ready', 'running', 'wrapping-up'] as const
const order: readonly SessionState[] = ['planned', ...phases]
const rules: readonly QueueRule[] = ['first-come', 'first-time', 'least-time']
const longestStatement = 500
const everyMs = 1_000

/** Everything a moderator needs in one hand: who speaks, who comes next, what waits, how long still. */
export function DeskView() {
  const { t } = useTranslation()
  const { formatNumber, formatEnumeration } = useFormat()
  const { view, room, connected, threadHref, userId, clock } = useLive()
  const acts = useDeskActs()
  const { choices } = useJudging(acts)
  const measures = useRoomMeasures(room, acts)
  const now = useTick(clock, everyMs)
  const [doing, setDoing] = useState<Doing | null>(null)
  const whole = useKeptFocus<HTMLDivElement>()
  const top = useKeptFocus<HTMLDivElement>()
  const close = () => setDoing(null)
  const { session } = view
  const { stage, queue } = session
  const { state, turn } = stage
  const isOver = hasEnded(state)
  const next = nextToCall(stage, queue, now)
  const others = stage.moderators.filter((one) => one.userId !== userId)

  const move = (to: Exclude<SessionState, 'planned' | 'documented' | 'merged'>, reason?: string) =>
    acts.act('live.move', { from: state, to, ...(reason !== undefined && { reason }) })
  const call = (hand?: Hand) =>
    void acts.act('live.call', { afterTurn: turn?.number ?? 0, ...(hand && { hand: hand.n }) })

  const mayGo: Partial<Record<SessionState, readonly SessionState[]>> = {
    planned: ['ready'],
    ready: ['running'],
    running: ['wrapping-up'],
    'wrapping-up': ['running'],
  }

  return (
    <div ref={whole} tabIndex={-1} className={styles.desk}>
      <div ref={top} tabIndex={-1} className={cx(styles.top, styles.part)}>
        <div className={styles.head}>
          <IconButton
            href={`${threadHref}/live`}
            label={t('live.desk.close')}
            icon={<IconX aria-hidden="true" />}
          />
          <h1>{t('live.desk.title')}</h1>
          <p className={styles.aside}>
            <span>{t('live.desk.organisations', { count: stage.organisations })}</span>
            {others.length > 0 && (
              <span>
                {t('live.desk.others', {
                  count: others.length,
                  names: formatEnumeration(others.map(({ name }) => name)),
                })}
              </span>
            )}
          </p>
          <ActionMenu
            label={t('live.desk.menu')}
            trigger={<IconButton label={t('live.desk.menu')} icon={<IconDots aria-hidden="true" />} />}
            items={menu()}
          />
        </div>
        {!isOver && (
          <PhaseLine
            label={t('live.desk.phase')}
            phases={phases.map((phase) => ({
              id: phase,
              label: t(`live.phase.${phase}`),
              at: phase === state ? 'now' : order.indexOf(phase) < order.indexOf(state) ? 'done' : 'next',
              ...(mayGo[state]?.includes(phase) && { onGo: () => void move(phase) }),
            }))}
          />
        )}
        {!connected && <Banner tone="offline">{t('live.lost')}</Banner>}
        <DeskClock acts={acts} />
      </div>
      <LiveAnnouncer />
      {isOver && <Outcome />}
      {state === 'wrapping-up' && (
        <section className={styles.ending} aria-label={t('live.phase.wrapping-up')}>
          <p>{t('live.desk.wrapUp')}</p>
          <div className={styles.row}>
            <Button href={`/ergebnisse/sitzung/${session.sessionId}`}>{t('live.desk.document')}</Button>
            <Button look="line" onClick={() => setDoing({ kind: 'no-result' })}>
              {t('live.desk.noResult')}
            </Button>
          </div>
        </section>
      )}
      {state === 'planned' && (
        <div className={styles.facts}>
          <SessionFacts />
        </div>
      )}
      <div className={styles.body}>
        <div className={styles.queue}>
          {!isOver && state !== 'planned' && (
            <SpeakerQueue
              aside={
                <ActionMenu
                  label={t('live.desk.queueMenu')}
                  trigger={
                    <Button look="text">
                      {t('live.desk.queueAside', { number: formatNumber(queue.length) })}
                    </Button>
                  }
                  items={[
                    {
                      id: 'enter',
                      label: t('live.enter.title'),
                      onSelect: () => setDoing({ kind: 'enter' }),
                    },
                    {
                      id: 'close',
                      label: t(stage.queueClosed ? 'live.desk.openList' : 'live.desk.closeList'),
                      onSelect: () => void acts.act('live.setQueue', { closed: !stage.queueClosed }),
                    },
                    ...rules.map((rule) => ({
                      id: rule,
                      label: t(`live.ruleName.${rule}`),
                      checked: rule === stage.rule,
                      onSelect: () => void (rule !== stage.rule && acts.act('live.setQueue', { rule })),
                    })),
                  ]}
                />
              }
              renderBelow={({ text, written }) =>
                written &&
                text !== null && (
                  <p className={styles.handText} dir="auto">
                    {text}
                  </p>
                )
              }
              renderActions={(hand) => {
                const name = nameOf(hand.party)
                return (
                  <ActionMenu
                    label={name}
                    trigger={
                      <IconButton
                        label={t('live.desk.handMenu', { name })}
                        icon={<IconDots aria-hidden="true" />}
                      />
                    }
                    items={[
                      ...(state === 'running'
                        ? [{ id: 'call', label: t('live.desk.callNow'), onSelect: () => call(hand) }]
                        : []),
                      {
                        id: 'remove',
                        label: t('live.desk.removeHand'),
                        tone: 'danger' as const,
                        onSelect: () => void acts.act('live.lowerHand', { hand: hand.n }),
                      },
                    ]}
                  />
                )
              }}
            />
          )}
        </div>
        <div className={styles.incoming}>
          <PendingQuestions acts={acts} onMerge={(question) => setDoing({ kind: 'merge', question })} />
        </div>
        <div className={styles.agenda}>
          <DeskQuestion acts={acts} />
        </div>
        <div className={styles.wall}>
          {state !== 'planned' && (
            <QuestionWall
              withPending={false}
              renderMenu={
                isOver
                  ? undefined
                  : (question) => (
                      <ActionMenu
                        label={t('live.desk.otherwise')}
                        trigger={
                          <IconButton
                            label={t('live.desk.otherwiseNamed', { question: question.text })}
                            icon={<IconDots aria-hidden="true" />}
                          />
                        }
                        items={choices(question, (one) => setDoing({ kind: 'merge', question: one }))}
                      />
                    )
              }
            />
          )}
        </div>
        <div className={styles.whole}>
          {state !== 'planned' && (
            <Agreement
              always
              action={
                !isOver && (
                  <Button look="text" onClick={() => setDoing({ kind: 'state', clientId: newClientId() })}>
                    {t('live.statement.open')}
                  </Button>
                )
              }
              renderMenu={
                isOver
                  ? undefined
                  : ({ id, open, text }) => (
                      <Button
                        look="line"
                        aria-label={t(open ? 'live.statement.closeNamed' : 'live.statement.reopenNamed', {
                          text,
                        })}
                        onClick={() => void acts.act('live.closeStatement', { statementId: id, open: !open })}
                      >
                        {t(open ? 'live.statement.close' : 'live.statement.reopen')}
                      </Button>
                    )
              }
            />
          )}
        </div>
      </div>
      {(state === 'running' || state === 'ready' || state === 'planned') && (
        <ComposerDock>
          <div className={styles.foot}>{mainButton()}</div>
        </ComposerDock>
      )}
      {dialog()}
    </div>
  )

  function menu() {
    const isOpen = !isOver && state !== 'planned'
    return [
      ...(session.code !== null && !isOver
        ? [{ id: 'code', label: t('live.code.open'), onSelect: () => setDoing({ kind: 'code' }) }]
        : []),
      ...(isOpen
        ? [
            { id: 'oral', label: t('live.oral.title'), onSelect: () => setDoing({ kind: 'oral' }) },
            ...(room.mayModerate ? measures : []),
          ]
        : []),
      ...(isOver
        ? []
        : [
            {
              id: 'change',
              label: t('live.plan.change'),
              href: `${threadHref}/planen?termin=${session.sessionId}`,
            },
          ]),
      ...(state === 'planned' || state === 'ready' || state === 'running'
        ? [
            {
              id: 'merge',
              label: t('live.mergeSession.open'),
              onSelect: () => setDoing({ kind: 'merge-session' }),
            },
          ]
        : []),
      ...(state === 'planned' || state === 'ready'
        ? [
            {
              id: 'cancel',
              label: t('live.cancel.open'),
              tone: 'danger' as const,
              onSelect: () => setDoing({ kind: 'cancel' }),
            },
          ]
        : []),
      { id: 'thread', label: t('live.outcome.toThread'), href: threadHref },
    ] satisfies Parameters<typeof ActionMenu>[0]['items']
  }

  function mainButton() {
    if (state === 'planned')
      return (
        <Button big busy={acts.busy} onClick={() => void move('ready')}>
          {t('live.desk.makeReady')}
        </Button>
      )
    if (state === 'ready')
      return (
        <Button big busy={acts.busy} onClick={() => void move('running')}>
          {t('live.desk.begin')}
        </Button>
      )
    return next ? (
      <Button big busy={acts.busy} onClick={() => call()}>
        {t('live.desk.call', { name: nameOf(next.party) })}
      </Button>
    ) : (
      <Button big look="line" onClick={() => setDoing({ kind: 'enter' })}>
        {t('live.enter.title')}
      </Button>
    )
  }

  function dialog() {
    switch (doing?.kind) {
      case undefined:
        return null
      case 'code':
        return session.code === null ? null : <CodeDialog code={session.code} onClose={close} />
      case 'enter':
        return <EnterHandDialog acts={acts} onClose={close} />
      case 'oral':
        return <OralDialog acts={acts} onClose={close} />
      case 'merge':
        return <MergeQuestionDialog question={doing.question} acts={acts} onClose={close} />
      case 'merge-session':
        return <MergeSessionDialog acts={acts} onClose={close} />
      case 'state':
        return (
          <WriteSheet
            draftName={`live.${session.sessionId}.statement`}
            title={t('live.statement.open')}
            label={t('live.statement.label')}
            hint={t('live.statement.hint')}
            sendLabel={t('live.statement.send')}
            most={longestStatement}
            onSend={async (text) => {
              const questionId = stage.agenda.find(({ n }) => n === stage.item)?.questionId
              const stated = await acts.act('live.state', {
                clientId: doing.clientId,
                text,
                ...(questionId && { questionId }),
              })
              return stated !== undefined
            }}
            onClose={close}
          />
        )
      case 'cancel':
        return (
          <ReasonDialog
            title={t('live.cancel.title')}
            text={t('live.cancel.text')}
            confirmLabel={t('live.cancel.confirm')}
            onConfirm={async (reason) => (await move('cancelled', reason)) !== undefined}
            onClose={close}
          />
        )
      case 'no-result':
        return (
          <ReasonDialog
            title={t('live.noResult.title')}
            text={t('live.noResult.text')}
            confirmLabel={t('live.noResult.confirm')}
            onConfirm={async (reason) => (await move('no-result', reason)) !== undefined}
            onClose={close}
          />
        )
    }
  }
}
