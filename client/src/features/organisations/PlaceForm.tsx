import { useState, type FormEvent } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { MunicipalityField } from '../../platform/MunicipalityField.tsx'
import { RadioField } from '../../ui/index.ts'
import type { DirectorySearch } from './directory-search.ts'
import styles from './PlaceForm.module.css'

interface PlaceFormProps {
  id: string
  search: DirectorySearch
  onChoose: (place: DirectorySearch) => void
}

/** How far from the place one looks; a typed place only, nobody is located. */
const radii = ['10', '25', '50'] as const

export function PlaceForm({ id, search, onChoose }: PlaceFormProps) {
  const { t } = useTranslation()
  const { formatDistance } = useFormat()
  const [place, setPlace] = useState(search.near ?? search.municipality ?? '')
  const [reach, setReach] = useState(
    search.municipality !== undefined ? 'there' : (search.radiusKm ?? 'nearest'),
  )
  const [missing, setMissing] = useState(false)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (place === '') setMissing(true)
    else if (reach === 'there') onChoose({ municipality: place })
    else onChoose({ near: place, ...(reach !== 'nearest' && { radiusKm: reach }) })
  }
  return (
    <form id={id} className={styles.form} onSubmit={submit}>
      <MunicipalityField
        label={t('organisations.fields.municipality')}
        hint={t('organisations.fields.municipalityHint')}
        error={missing ? t('organisations.directory.placeMissing') : undefined}
        value={place}
        onChange={(ags) => {
          setPlace(ags)
          setMissing(false)
        }}
      />
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
    </form>
  )
}
