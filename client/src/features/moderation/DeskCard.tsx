import { useId, useState } from 'react'
import { nameOrFormer } from '../../platform/former.ts'
import { localised, spokenIn, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { Unverified } from '../../platform/Unverified.tsx'
import { voiceOf } from '../../platform/voice.ts'
import { Button, cx, later, Link, Node, Tag } from '../../ui/index.ts'
import type { Card, Decision } from './desk.ts'
import styles from './Desk.module.css'
import { DeskActions } from './DeskActions.tsx'
import { DeskGrounds } from './DeskGrounds.tsx'
import { OthersDecision } from './OthersDecision.tsx'
import { placeHref } from './place-href.ts'
import { usePlaceTitle } from './place-name.ts'
import { useDue } from './useDue.ts'

const DecideDialog = later(async () => (await import('./DecideDialog.tsx')).DecideDialog)

interface DeskCardProps extends Card {
  decided: Decision | undefined
  onDone: (decision: Decision) => void
  onReadAgain: () => void
}

const tones = { held: 'saffron', report: 'clay', appeal: 'petrol' } as const
/** More than that is unfolded on wish. */
const longWords = 600

/** One thing to decide: what, where, who, the words, why it is here, until when, and what one can do. */
export function DeskCard({ entry, status, decided, onDone, onReadAgain }: DeskCardProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatRelativeDay, formatTime } = useFormat()
  const due = useDue()
  const placeTitle = usePlaceTitle()
  const id = useId()
  const [deciding, setDeciding] = useState<Exclude<Decision, 'publish'> | null>(null)
  const [whole, setWhole] = useState(false)
  const { kind, place, contribution, overdue } = entry
  const voice = contribution && voiceOf(contribution)
  const text = contribution?.text ?? entry.words ?? ''
  const heading = `${id}-kind`

  if (decided && !deciding) {
    return (
      // Focus was on a button that is gone.
      <article
        className={cx(styles.card, styles.folded)}
        tabIndex={-1}
        ref={(element) => element?.focus({ preventScroll: true })}
      >
        <div className={styles.outcome}>
          <p aria-live="polite">{t(`moderating.desk.done.${decided}`)}</p>
          {place.threadId && (
            <Button look="text" href={placeHref(place)}>
              {t('moderating.desk.seeThere')}
            </Button>
          )}
        </div>
      </article>
    )
  }

  return (
    <article className={styles.card} aria-labelledby={heading}>
      <header className={styles.head}>
        <h2 id={heading} className={styles.kind}>
          <Tag tone={tones[kind]}>{t(`moderating.desk.what.${kind}`)}</Tag>
        </h2>
        <p className={styles.due} data-overdue={overdue || undefined}>
          {due(entry)}
        </p>
      </header>
      <p className={styles.place}>
        {place.organisation ? (
          <>
            <Link href={placeHref(place)}>
              <bdi>{placeTitle(place)}</bdi>
            </Link>{' '}
            <Unverified of={place.organisation} />
          </>
        ) : (
          localised(place.room, locale)
        )}
        {place.thread && (
          <>
            {' › '}
            <Link href={placeHref(place)}>
              <bdi>{place.thread}</bdi>
            </Link>
          </>
        )}
      </p>
      {contribution && voice && (
        <div className={styles.who}>
          <Node size={30}>{initials(voice.name)}</Node>
          <p>
            <b>
              <bdi>{voice.name}</bdi>
            </b>
            <span>
              {contribution.oral ? (
                <>
                  {voice.person !== undefined && (
                    <>
                      <bdi>{voice.person}</bdi>
                      {' · '}
                    </>
                  )}
                  {t('threads.oral.noted', { name: nameOrFormer(contribution.authorName) })}
                </>
              ) : (
                <bdi>{voice.person ?? t('threads.personally')}</bdi>
              )}
              {' · '}
              {formatRelativeDay(contribution.createdAt)}, {formatTime(contribution.createdAt)}
              {voice.organisation && <Unverified of={voice.organisation} separated />}
            </span>
          </p>
        </div>
      )}
      {(contribution || entry.words !== null) &&
        (text === '' ? (
          <p className={styles.taken}>{t('moderating.desk.noWords')}</p>
        ) : (
          <div>
            <p
              className={styles.words}
              {...spokenIn(contribution?.lang)}
              data-whole={whole || text.length <= longWords || undefined}
            >
              {text}
            </p>
            {text.length > longWords && !whole && (
              <Button look="text" onClick={() => setWhole(true)}>
                {t('moderating.desk.wholeText')}
              </Button>
            )}
          </div>
        ))}
      <DeskGrounds entry={entry} />
      {status === 'gone' && <OthersDecision entry={entry} />}
      {status === 'changed' && (
        <div className={styles.outcome}>
          <p aria-live="polite">{t('moderating.desk.changed')}</p>
          <Button look="line" onClick={onReadAgain}>
            {t('moderating.desk.readAgain')}
          </Button>
        </div>
      )}
      {status === 'open' && (
        <DeskActions entry={entry} onDecide={setDeciding} onPublished={() => onDone('publish')} />
      )}
      {deciding && (
        <DecideDialog
          entry={entry}
          status={status}
          decision={deciding}
          onDone={() => {
            setDeciding(null)
            onDone(deciding)
          }}
          onClose={() => setDeciding(null)}
        />
      )}
    </article>
  )
}
