import type { ResultItem, ResultRecord } from '@augenhoehe/contracts'
import { useId, type ReactNode } from 'react'
import { nameOrFormer } from '../../platform/former.ts'
import { localised, useLocale, useTranslation } from '../../platform/i18n.ts'
import { soften } from '../../platform/soften.ts'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { Facts, Node } from '../../ui/index.ts'
import { EasyText } from './EasyText.tsx'
import { OtherViews } from './OtherViews.tsx'
import { onTheWhole, partsOf } from './reading.ts'
import styles from './Results.module.css'
import { Statement } from './Statement.tsx'
import { useQuestionNumber } from './useQuestionNumber.ts'

interface RecordDocumentProps {
  record: ResultRecord
  /** Of the questions. */
  level?: 2 | 3
  /** Under an open question, for whoever may answer it. */
  answering?: ((item: ResultItem) => ReactNode) | undefined
}

/** What a record says, from top to bottom. */
export function RecordDocument({ record, level = 2, answering }: RecordDocumentProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const base = useId()
  const numberOf = useQuestionNumber(record)
  const Heading = `h${level}` as const
  const below = level === 2 ? 3 : 4
  const dissents = onTheWhole(record, 'dissent')
  const remarks = onTheWhole(record, 'comment')
  const parts = partsOf(record)

  return (
    <>
      {record.easyText !== null && <EasyText text={record.easyText} level={level} />}
      {parts.map(({ question, entries }, index) => {
        const id = `${base}-${index}`
        const text = question ? localised(question.text, locale) : t('results.apart')
        return (
          // Within a documentation several records ask the same questions: no landmarks with names that come twice.
          <section
            key={question?.id ?? 'apart'}
            className={styles.part}
            aria-labelledby={level === 2 ? id : undefined}
          >
            <div className={styles.question}>
              {question && (
                <Node size={30} tone="number">
                  {numberOf(question.id)}
                </Node>
              )}
              <Heading id={id} dir={question ? 'auto' : undefined}>
                <WithTerms text={soften(text)} />
              </Heading>
            </div>
            {entries.length === 0 ? (
              <p className={styles.nothing}>{t('results.nothingHere')}</p>
            ) : (
              <Facts label={text}>
                {entries.map((entry) => (
                  <Statement
                    key={entry.item.id}
                    entry={entry}
                    place={record}
                    level={below}
                    answering={
                      entry.item.kind === 'open-question' && entry.item.answer === null
                        ? answering?.(entry.item)
                        : undefined
                    }
                  />
                ))}
              </Facts>
            )}
          </section>
        )
      })}
      {dissents.length + remarks.length > 0 && (
        <section className={styles.part} aria-labelledby={level === 2 ? `${base}-whole` : undefined}>
          <div className={styles.question}>
            <Heading id={`${base}-whole`}>{t('results.onTheWhole')}</Heading>
          </div>
          <div className={styles.whole}>
            <OtherViews dissents={dissents} remarks={remarks} level={below} />
          </div>
        </section>
      )}
      <Footnotes record={record} />
    </>
  )
}

/** On paper nothing can be opened: there every source stands at the end. */
function Footnotes({ record }: { record: ResultRecord }) {
  const { t } = useTranslation()
  const entries = partsOf(record)
    .flatMap((part) => part.entries)
    .filter(({ item }) => item.sources.length > 0)
  if (entries.length === 0) return null
  return (
    <section className={styles.footnotes}>
      <p className={styles.footnotesHead}>{t('results.footnotes')}</p>
      <dl>
        {entries.map(({ item, n }) => (
          <div key={item.id}>
            <dt>{n}</dt>
            <dd>
              {item.sources.map((source, index) => (
                <span key={source.contributionId} dir="auto">
                  {index > 0 && ' · '}
                  {source.state === 'removed' ? (
                    t('results.source.removed')
                  ) : (
                    <>
                      <bdi>{nameOrFormer(source.by)}</bdi>: {t('results.quoted', { text: source.excerpt })}
                    </>
                  )}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
