import { useId, useState, type ReactNode } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { Fact, FactAside, KindWord } from '../../ui/index.ts'
import { OriginWords } from './OriginWords.tsx'
import { OtherViews } from './OtherViews.tsx'
import type { Numbered } from './reading.ts'
import styles from './Results.module.css'
import { SourceList } from './SourceList.tsx'
import { SpreadWord } from './SpreadWord.tsx'

interface StatementProps {
  entry: Numbered
  place: { roomSlug: string; threadId: string }
  /** Of what stands under it. */
  level: 3 | 4
  /** For those who may answer an open question. */
  answering?: ReactNode
  /** For those who work on it. */
  acts?: ReactNode
}

/** One statement or open question: its words, what they rest on, and what others say of it. */
export function Statement({ entry, place, level, answering, acts }: StatementProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const base = useId()
  const [opened, setOpened] = useState(false)
  const { item, n, attached, dissents, remarks } = entry
  const isOpen = item.kind === 'open-question'
  const cites = item.sources.length > 0
  const toggle = () => setOpened(!opened)
  const reference = cites && (
    <sup>
      <button
        type="button"
        className={styles.reference}
        aria-expanded={opened}
        aria-controls={base}
        aria-label={t('results.reference', { n })}
        onClick={toggle}
      >
        {n}
      </button>
      <span className={styles.printed} aria-hidden="true">
        {n}
      </span>
    </sup>
  )

  return (
    <Fact
      id={`aussage-${item.id}`}
      attached={attached}
      margin={
        <>
          {item.spread && <SpreadWord spread={item.spread} />}
          {item.origin && <OriginWords origin={item.origin} />}
          {item.supplement && <span>{t('results.supplement')}</span>}
          {cites && (
            <button
              type="button"
              className={styles.sourceLink}
              aria-expanded={opened}
              aria-controls={base}
              onClick={toggle}
            >
              {t('results.sources', { count: item.sources.length })}
            </button>
          )}
          {item.kind !== 'finding' && item.kind !== 'open-question' && (
            <KindWord kind={item.kind}>{t(`threads.kind.${item.kind}`)}</KindWord>
          )}
        </>
      }
      below={
        (opened || dissents.length > 0 || remarks.length > 0 || acts) && (
          <>
            {opened && cites && <SourceList id={base} item={item} place={place} />}
            <OtherViews dissents={dissents} remarks={remarks} level={level} />
            {acts}
          </>
        )
      }
    >
      {isOpen ? (
        <FactAside tone="open" level={level} title={t('results.openQuestion')}>
          <p>
            <span dir="auto">
              <WithTerms text={item.text} />
            </span>
            {reference}{' '}
            {item.owner && item.due && (
              <>{t('results.ownerUntil', { name: item.owner.words, day: formatDate(item.due) })}</>
            )}
            {item.owner && !item.due && <>{t('results.owner', { name: item.owner.words })}</>}
            {!item.owner && item.due && <>{t('results.until', { day: formatDate(item.due) })}</>}
          </p>
          {item.answer && (
            <p className={styles.answer}>
              <b>{t('results.answered', { day: formatDate(item.answer.at) })}</b>{' '}
              <span dir="auto">
                <WithTerms text={item.answer.text} />
              </span>
            </p>
          )}
          {answering}
        </FactAside>
      ) : (
        <p dir="auto">
          <WithTerms text={item.text} />
          {reference}
        </p>
      )}
    </Fact>
  )
}
