import type { OrganisationSummary } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { SectionHead } from '../../ui/index.ts'
import type { DirectorySearch } from './directory-search.ts'
import styles from './DirectoryMap.module.css'
import { countByDistrict, districtOf } from './districts.ts'

const HesseMap = lazy(async () => ({ default: (await import('./HesseMap.tsx')).HesseMap }))

/** More than this many pages of a hundred say nothing new on a small map. */
const mostPages = 10

async function everywhere(search: DirectorySearch, signal: AbortSignal): Promise<OrganisationSummary[]> {
  const found: OrganisationSummary[] = []
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const answer: Awaited<ReturnType<typeof call<'organisations.list'>>> = await call(
      'organisations.list',
      { ...search, limit: 100, ...(cursor !== null && { cursor }) },
      signal,
    )
    found.push(...answer.organisations)
    cursor = answer.nextCursor
    if (cursor === null) break
  }
  return found
}

/** Where those are that were found. The list says the same in words. */
export function DirectoryMap({ search }: { search: DirectorySearch }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['organisations.list', 'map', search],
    queryFn: ({ signal }) => everywhere(search, signal),
    placeholderData: (before) => before,
  })
  return (
    <section className={styles.map} aria-labelledby="directory-map">
      <SectionHead id="directory-map">{t('organisations.map.title')}</SectionHead>
      <Suspense fallback={<div className={styles.room} />}>
        <HesseMap
          label={t('organisations.map.label')}
          counts={countByDistrict(data ?? [])}
          current={search.municipality && districtOf(search.municipality)}
        />
      </Suspense>
      <p className={styles.note}>{t('organisations.map.note')}</p>
    </section>
  )
}
