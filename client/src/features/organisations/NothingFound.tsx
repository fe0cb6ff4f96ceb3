import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { usePlaceName } from '../../platform/reference.ts'
import { Button, EmptyState } from '../../ui/index.ts'
import { nowhereElse, radii, type DirectorySearch } from './directory-search.ts'
import styles from './NothingFound.module.css'

interface NothingFoundProps {
  search: DirectorySearch
  onChange: (changes: DirectorySearch) => void
  onClear: () => void
}

/** A list without entries, and what would make it longer: each of it one press. */
export function NothingFound({ search, onChange, onClear }: NothingFoundProps) {
  const { t } = useTranslation()
  const { formatDistance } = useFormat()
  const placeName = usePlaceName()
  const { municipality, radiusKm, field, language, offers, search: text } = search
  const isSomewhere = Object.keys(nowhereElse).some((key) => key in search)
  const isFiltered = isSomewhere || [field, language, offers].some((one) => one !== undefined)

  const wider = radiusKm === undefined ? undefined : radii.find((km) => Number(km) > Number(radiusKm))
  const ways: { label: string; changes: DirectorySearch }[] = []
  if (wider !== undefined)
    ways.push({
      label: t('organisations.directory.wider', { distance: formatDistance(Number(wider)) }),
      changes: { radiusKm: wider },
    })
  else if (radiusKm !== undefined)
    ways.push({ label: t('organisations.directory.anyDistance'), changes: { radiusKm: '' } })
  if (municipality !== undefined)
    ways.push({
      label: t('organisations.directory.nearby', { place: placeName(municipality) }),
      changes: { ...nowhereElse, near: municipality },
    })
  if (isSomewhere) ways.push({ label: t('organisations.directory.showEverywhere'), changes: nowhereElse })
  if (field !== undefined)
    ways.push({ label: t('organisations.directory.withoutField'), changes: { field: '' } })
  if (language !== undefined)
    ways.push({ label: t('organisations.directory.withoutLanguage'), changes: { language: '' } })
  if (offers !== undefined)
    ways.push({ label: t('organisations.directory.withoutOffers'), changes: { offers: '' } })
  if (text !== undefined && isFiltered)
    ways.push({ label: t('organisations.directory.withoutSearch', { text }), changes: { search: '' } })

  return (
    <EmptyState
      drawing="search"
      title={t('organisations.directory.none')}
      action={
        <div className={styles.ways}>
          {ways.map(({ label, changes }) => (
            <Button key={label} look="line" onClick={() => onChange(changes)}>
              {label}
            </Button>
          ))}
          <Button look={ways.length > 0 ? 'text' : 'line'} onClick={onClear}>
            {t('organisations.directory.clear')}
          </Button>
          {text !== undefined && (
            <Button look="text" href={`/suche?${new URLSearchParams({ q: text }).toString()}`}>
              {t('organisations.directory.searchAll')}
            </Button>
          )}
        </div>
      }
    >
      {t('organisations.directory.noneText')}
    </EmptyState>
  )
}
