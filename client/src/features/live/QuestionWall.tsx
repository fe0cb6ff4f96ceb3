import type { WallQuestion } from '@augenhoehe/contracts'
import type { ReactNode } from 'react'
import { spokenIn, useFormat, useTranslation } from '../../platform/i18n.ts'
import { EmptyState, SectionHead, SupportButton } from '../../ui/index.ts'
import styles from './Live.module.css'
import { PartyStanding } from './PartyStanding.tsx'
import { hasEnded } from './pick.ts'
import { useLive } from './SessionContext.ts'
import { supports } from './state.ts'
import { useHeldOrder } from './useHeldOrder.ts'
import { useKeptFocus } from '../../platform/useKeptFocus.ts'
import { usePartyName } from './wording.ts'

interface QuestionWallProps {
  /** Beside the heading: a way to ask. */
  action?: ReactNode
  /** Without it one only reads the numbers. */
  onSupport?: ((questionId: string, on: boolean) => void) | undefined
  /** What moderators may do with a question. */
  renderMenu?: ((question: WallQuestion) => ReactNode) | undefined
  /** Moderators have what waits in a list of its own. */
  withPending?: boolean
}

const open = new Set<WallQuestion['state']>(['published', 'called'])

/** What people want to know, and how many with them. */
export function QuestionWall({ action, onSupport, renderMenu, withPending = true }: QuestionWallProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { view } = useLive()
  const about = useQuestionNote()
  const part = useKeptFocus<HTMLElement>()
  const { questions } = view.session
  const { ordered, holding } = useHeldOrder(
    withPending ? questions : questions.filter(({ state }) => state !== 'pending'),
  )
  if (ordered.length === 0 && hasEnded(view.session.stage.state)) return null
  return (
    <section ref={part} tabIndex={-1} className={styles.part} aria-labelledby="live-wall">
      <SectionHead id="live-wall" action={action}>
        {t('live.wall.title')}
      </SectionHead>
      {ordered.length === 0 ? (
        <EmptyState drawing="quiet" size="small" level={3} title={t('live.wall.empty')}>
          {onSupport && t('live.wall.emptyText')}
        </EmptyState>
      ) : (
        // It only notices that somebody is about to press something in it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ul className={styles.wall} {...holding}>
          {ordered.map((question) => {
            const { id, text, lang, state } = question
            const pressed = supports(view, id)
            const word = pressed || !onSupport ? t('live.wall.in') : t('live.wall.me')
            const count = formatNumber(question.supporters)
            return (
              <li key={id} data-state={state}>
                <div>
                  <p {...spokenIn(lang)}>{text || t('live.wall.removed')}</p>
                  <p className={styles.small}>{about(question)}</p>
                </div>
                {state === 'pending' || state === 'rejected' ? null : (
                  <SupportButton
                    count={count}
                    word={word}
                    label={`${count} ${word}: ${text}`}
                    pressed={pressed}
                    onPress={onSupport && open.has(state) ? () => onSupport(id, !pressed) : undefined}
                  />
                )}
                {renderMenu?.(question)}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** Who asks, how many associations are with them, and what becomes of it. */
export function useQuestionNote(): (question: WallQuestion) => ReactNode {
  const { t } = useTranslation()
  const partyName = usePartyName()
  return ({ askers, organisations, state, reason, from }) => {
    const [first, ...others] = askers
    const parts: ReactNode[] = []
    if (first) {
      const name = partyName(first) || t('live.wall.noName')
      parts.push(
        others.length === 0 ? (
          <span key="who">
            <bdi>{name}</bdi> <PartyStanding party={first} />
          </span>
        ) : (
          <span key="who">
            {t('live.wall.askers', { name, count: others.length })} <PartyStanding party={first} />
          </span>
        ),
      )
    }
    if (organisations > 1) parts.push(t('live.wall.organisations', { count: organisations }))
    if (from !== undefined) parts.push(<bdi key="from">{t('live.from', { title: from })}</bdi>)
    if (state !== 'published' && state !== 'merged') parts.push(t(`live.wall.state.${state}`))
    return (
      <>
        {parts.flatMap((part, index) => (index === 0 ? [part] : [' · ', part]))}
        {reason !== null && (
          <>
            {' '}
            <q dir="auto">{reason}</q>
          </>
        )}
      </>
    )
  }
}
