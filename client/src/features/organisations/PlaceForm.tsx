import { useState, type FormEvent } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { MunicipalityField } from '../../platform/MunicipalityField.tsx'
import { RadioField } from '../../ui/index.ts'
import { radii, type DirectorySearch } from './directory-search.ts'
import styles from './PlaceForm.module.css'

interface PlaceFormProps {
  id: string
  search: DirectorySearch
  onChoose: (place: DirectorySearch) => void
}

/** Keys of districts have five digits, those of municipalities eight; a district has no distance. */
const isDistrict = (key: string) => /^\d{5}$/.test(key)

/** From a typed place only; nobody is located. */
export function PlaceForm({ id, search, onChoose }: PlaceFormProps) {
  const { t } = useTranslation()
  const { formatDistance } = useFormat()
  const [place, setPlace] = useState(search.near ?? search.municipality ?? search.district ?? '')
  const [reach, setReach] = useState(
    search.municipality !== undefined ? 'there' : (search.radiusKm ?? 'nearest'),
  )
  const [missing, setMissing] = useState(false)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (place === '') setMissing(true)
    else if (isDistrict(place)) onChoose({ district: place })
    else if (reach === 'there') onChoose({ municipality: place })
    else onChoose({ near: place, ...(reach !== 'nearest' && { radiusKm: reach }) })
  }
  return (
    <form id={id} className={styles.form} onSubmit={submit}>
      <MunicipalityField
        label={t('organisations.directory.placeOrDistrict')}
        hint={t('organisations.directory.placeHint')}
        withDistricts
        error={missing ? t('organisations.directory.placeMissing') : undefined}
        value={place}
        onChange={(ags) => {
          setPlace(ags)
          setMissing(false)
        }}
      />
      {!isDistrict(place) && (
        <RadioField
          label={t('organisations.directory.reach')}
          value={reach}
          onChange={setReach}
          options={[
            { value: 'nearest', label: t('organisations.directory.nearest') },
            ...radii.map((km) => ({
              value: km,
              label: t('organisations.directory.within', { distance: formatDistance(Number(km)) }),
            })),
            { value: 'there', label: t('organisations.directory.there') },
          ]}
        />
      )}
    </form>
  )
}
