import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Link, SkeletonLines, Tag } from '../../ui/index.ts'
import styles from './Feed.module.css'

const most = 5
const all = 50

/** How the list begins now, and what has moved since one came to the page. */
export function FirstOfList({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { data } = useQuery(read('matching.suggestions', { organisationId, limit: all }))
  const ids = data?.suggestions.map(({ organisation }) => organisation.id)
  const [before, setBefore] = useState(ids)
  if (ids && !before) setBefore(ids)
  const moved = (id: string, place: number) => {
    const was = before?.indexOf(id) ?? -1
    if (was < 0) return 'new' as const
    return was > place ? ('up' as const) : was < place ? ('down' as const) : null
  }
  return (
    <section>
      <h2>{t('feed.preferences.first')}</h2>
      <p className={styles.soft}>{t('feed.preferences.firstText')}</p>
      {!data && <SkeletonLines label={t('common.loading')} entries={3} lines={1} />}
      {data?.suggestions.length === 0 && <p>{t('matching.empty.title')}</p>}
      <ol className={styles.first} aria-live="polite">
        {data?.suggestions.slice(0, most).map(({ organisation }, place) => {
          const change = moved(organisation.id, place)
          return (
            <li key={organisation.id}>
              <span>{formatNumber(place + 1)}</span>
              <bdi>{organisation.name}</bdi>
              {change && (
                <Tag tone={change === 'down' ? 'plain' : 'petrol'}>
                  {t(`feed.preferences.moved.${change}`)}
                </Tag>
              )}
            </li>
          )
        })}
      </ol>
      <p>
        <Link href={`/suchen-und-bieten?verein=${organisationId}`}>{t('matching.today.all')}</Link>
      </p>
    </section>
  )
}
