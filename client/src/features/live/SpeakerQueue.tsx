import type { Hand } from '@augenhoehe/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { EmptyState, Queue, QueueRow, SectionHead, Tag } from '../../ui/index.ts'
import styles from './Live.module.css'
import { PartyStanding } from './PartyStanding.tsx'
import { useLive } from './SessionContext.ts'
import { useKeptFocus } from '../../platform/useKeptFocus.ts'
import { nameOf, useOffice, useReasonNote, useRuleWords } from './wording.ts'

interface SpeakerQueueProps {
  /** What moderators may do with a place. */
  renderActions?: (hand: Hand) => ReactNode
  /** Beside the heading. */
  aside?: ReactNode
  /** What else one reads of a place. */
  renderBelow?: (hand: Hand) => ReactNode
}

/** Who speaks after whom, and why. */
export function SpeakerQueue({ renderActions, aside, renderBelow }: SpeakerQueueProps) {
  const { t } = useTranslation()
  const { view, userId } = useLive()
  const reasonNote = useReasonNote()
  const officeOf = useOffice()
  const ruleWords = useRuleWords()
  const part = useKeptFocus<HTMLElement>()
  const { queue, stage } = view.session
  return (
    <section ref={part} tabIndex={-1} className={styles.part} aria-labelledby="live-queue">
      <SectionHead id="live-queue" action={aside}>
        {t('live.queue.title')}
      </SectionHead>
      <p className={styles.rule}>
        {ruleWords(stage.rule)}
        {stage.queueClosed && <> {t('live.queue.closed')}</>}
      </p>
      {queue.length === 0 ? (
        <EmptyState drawing="queue" size="small" level={3} title={t('live.queue.empty')} />
      ) : (
        <Queue label={t('live.queue.title')}>
          {queue.map((hand) => {
            const own = userId !== null && hand.party.userId === userId
            return (
              <QueueRow
                key={hand.n}
                own={own}
                initials={initials(nameOf(hand.party))}
                name={
                  own ? (
                    hand.party.organisation === null ? (
                      t('live.queue.you')
                    ) : (
                      t('live.queue.yourOrganisation')
                    )
                  ) : (
                    <>
                      <bdi>{nameOf(hand.party)}</bdi> <PartyStanding party={hand.party} />
                    </>
                  )
                }
                note={
                  <>
                    {reasonNote(hand)}
                    {hand.from !== undefined && <> · {t('live.from', { title: hand.from })}</>}
                    {officeOf(hand.party) !== null && (
                      <>
                        {' '}
                        <Tag tone="plain">{officeOf(hand.party)}</Tag>
                      </>
                    )}
                  </>
                }
                action={renderActions?.(hand)}
              >
                {renderBelow?.(hand)}
              </QueueRow>
            )
          })}
        </Queue>
      )}
    </section>
  )
}
