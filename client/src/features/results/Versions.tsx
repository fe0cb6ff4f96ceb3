import type { RecordDiff, ResultRecord } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { Button, Changes, SectionHead, SkeletonLines } from '../../ui/index.ts'
import { recordHref } from './addresses.ts'
import { newestOf } from './reading.ts'
import styles from './Results.module.css'

/** Every version that was published, and what has changed from one to the next. */
export function Versions({ record }: { record: ResultRecord }) {
  const { t } = useTranslation()
  const { comma, formatDate } = useFormat()
  const id = useId()
  const [shown, setShown] = useState<number | null>(null)
  const draft = record.state === 'published' ? [] : [{ version: record.version, at: null }]
  const all = [...record.published, ...draft].toReversed()
  const newest = newestOf(record)
  if (all.length < 2) return null
  return (
    <section aria-labelledby={id} className={styles.section}>
      <SectionHead id={id}>{t('results.versions.title')}</SectionHead>
      <ul className={styles.versions}>
        {all.map(({ version, at }) => {
          const isShown = version === record.version
          const hasBefore = record.published.some((one) => one.version < version)
          return (
            <li key={version}>
              <div className={styles.version}>
                <span>
                  <b>{t(at === null ? 'results.draftNumber' : 'results.version', { version })}</b>
                  {at !== null && `${comma}${t('results.publishedAt', { day: formatDate(at) })}`}
                  {isShown && ` · ${t('results.versions.here')}`}
                </span>
                <span className={styles.versionActs}>
                  {!isShown && (
                    <Button
                      look="text"
                      href={recordHref(
                        record.id,
                        version === newest && draft.length === 0 ? undefined : version,
                      )}
                      aria-label={t('results.versions.readNamed', { version })}
                    >
                      {t('results.versions.read')}
                    </Button>
                  )}
                  {hasBefore && (
                    <Button
                      look="text"
                      aria-expanded={shown === version}
                      aria-label={t('results.versions.changesNamed', { version })}
                      onClick={() => setShown(shown === version ? null : version)}
                    >
                      {t(shown === version ? 'results.versions.hide' : 'results.versions.changes')}
                    </Button>
                  )}
                </span>
              </div>
              {shown === version && <Differences recordId={record.id} version={version} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Differences({ recordId, version }: { recordId: string; version: number }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('results.diff', { recordId, version: String(version) }))
  if (error && !data) return <LoadFailed error={error} onRetry={refetch} size="small" />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={2} lines={2} node={false} />
  if (data.items.length === 0 && data.easyText === null)
    return <p className={styles.soft}>{t('results.versions.same')}</p>
  return (
    <ul className={styles.diff} aria-label={t('results.versions.between', { from: data.from, to: data.to })}>
      {data.easyText && (
        <li>
          <span className={styles.changeWord}>{t('results.easy.title')}</span>
          <Changes
            words={data.easyText}
            goneLabel={t('results.change.gone')}
            newLabel={t('results.change.new')}
          />
        </li>
      )}
      {data.items.map((item) => (
        <Difference key={item.id} item={item} />
      ))}
    </ul>
  )
}

function Difference({ item }: { item: RecordDiff['items'][number] }) {
  const { t } = useTranslation()
  const word = (spread: NonNullable<typeof item.spread>['from']) =>
    spread === null ? t('results.spread.none') : t(`results.spread.${spread}`)
  return (
    <li>
      <span className={styles.changeWord}>{t(`results.change.${item.change}`)}</span>
      <Changes words={item.words} goneLabel={t('results.change.gone')} newLabel={t('results.change.new')} />
      {item.spread && item.spread.from !== item.spread.to && (
        <span className={styles.soft}>
          {t('results.change.spread', { from: word(item.spread.from), to: word(item.spread.to) })}
        </span>
      )}
    </li>
  )
}
