import { useState } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Banner, Button, Link, cx, later } from '../../ui/index.ts'
import { Agreement } from './Agreement.tsx'
import styles from './Live.module.css'
import { LiveAnnouncer } from './LiveAnnouncer.tsx'
import { LiveDock } from './LiveDock.tsx'
import { MyPlace } from './MyPlace.tsx'
import { Outcome } from './Outcome.tsx'
import { hasEnded } from './pick.ts'
import { QuestionWall } from './QuestionWall.tsx'
import { SessionBar } from './SessionBar.tsx'
import { useLive } from './SessionContext.ts'
import { SpeakerQueue } from './SpeakerQueue.tsx'
import { useActs } from './useActs.ts'
import { useKeptFocus } from '../../platform/useKeptFocus.ts'
import { WrittenTurn } from './WrittenTurn.tsx'

const OpinionGroups = later(async () => (await import('./OpinionGroups.tsx')).OpinionGroups)
const SessionFacts = later(async () => (await import('./SessionFacts.tsx')).SessionFacts)
const WriteSheet = later(async () => (await import('./WriteSheet.tsx')).WriteSheet)

const longestQuestion = 500

/** A session as whoever takes part sees it, from the plan to what came of it. */
export function LiveView() {
  const { t } = useTranslation()
  const { view, connected, threadHref } = useLive()
  const acts = useActs()
  const [asking, setAsking] = useState(false)
  const whole = useKeptFocus<HTMLDivElement>()
  const { session } = view
  const { stage, mayTakePart } = session
  const { state } = stage
  const isOpen = state === 'ready' || state === 'running'
  const mayVote = mayTakePart && (isOpen || state === 'wrapping-up')
  const hasBegun = state !== 'planned'
  const isOver = hasEnded(state)

  return (
    <div ref={whole} tabIndex={-1} className={cx(styles.view, styles.part)}>
      <SessionBar
        tools={
          <>
            {session.mayRun && <Link href={`${threadHref}/pult`}>{t('live.toDesk')}</Link>}
            <Link href={threadHref}>{t('live.leave')}</Link>
          </>
        }
      />
      <LiveAnnouncer />
      {!connected && (
        <Banner tone="offline" inset>
          {t('live.lost')}
        </Banner>
      )}
      <WrittenTurn />
      <MyPlace />
      {isOver && <Outcome />}
      <div className={styles.grid}>
        {(state === 'planned' || state === 'ready') && <SessionFacts />}
        {hasBegun && !isOver && <SpeakerQueue />}
        {(hasBegun || session.questions.length > 0) && (
          <QuestionWall
            onSupport={mayVote ? (id, on) => void acts.support(id, on) : undefined}
            action={
              isOpen &&
              mayTakePart && (
                <Button look="text" onClick={() => setAsking(true)}>
                  {t('live.ask.open')}
                </Button>
              )
            }
          />
        )}
        {session.statements.length > 0 && (
          <div className={styles.wide}>
            <Agreement onVote={mayVote ? (id, value) => void acts.vote(id, value) : undefined} />
            {session.statements.some(({ open }) => !open) && <OpinionGroups />}
          </div>
        )}
      </div>
      {asking && (
        <WriteSheet
          draftName={`live.${session.sessionId}.question`}
          title={t('live.ask.open')}
          label={t('live.ask.label')}
          hint={stage.questionsNeedApproval ? t('live.ask.hintPending') : t('live.ask.hint')}
          sendLabel={t('live.ask.send')}
          most={longestQuestion}
          onSend={(text) => acts.put(text, null)}
          onClose={() => setAsking(false)}
        />
      )}
      <LiveDock acts={acts} />
    </div>
  )
}
