import { lazy, Suspense } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { SectionHead } from '../../ui/index.ts'
import { nowhereElse, type DirectorySearch } from './directory-search.ts'
import styles from './DirectoryMap.module.css'
import { districtOf } from './districts.ts'

const DistrictMap = lazy(async () => ({ default: (await import('./DistrictMap.tsx')).DistrictMap }))

interface DirectoryMapProps {
  id?: string
  search: DirectorySearch
  counts: Readonly<Record<string, number>>
  onChange: (changes: DirectorySearch) => void
}

/** Where those are that were found, wherever one has looked so far; a district chosen here is a filter. */
export function DirectoryMap({ id, search, counts, onChange }: DirectoryMapProps) {
  const { t } = useTranslation()
  const current = search.district ?? (search.municipality && districtOf(search.municipality))
  return (
    <section id={id} className={styles.map} aria-labelledby="directory-map">
      <SectionHead id="directory-map">{t('organisations.map.title')}</SectionHead>
      <Suspense fallback={<div className={styles.room} />}>
        <DistrictMap
          counts={counts}
          current={current}
          onChoose={(district) =>
            onChange({ ...nowhereElse, district: district === search.district ? '' : district })
          }
        />
      </Suspense>
      <p className={styles.note}>{t('organisations.map.note')}</p>
    </section>
  )
}
