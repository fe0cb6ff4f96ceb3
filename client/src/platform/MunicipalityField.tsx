import { useState } from 'react'
import { useTranslation } from './i18n.ts'
import { placeWithDistrict, useMunicipalities, usePostalCodes } from './reference.ts'
import { SelectField } from '../ui/index.ts'

interface MunicipalityFieldProps {
  label: string
  hint?: string
  error?: string | undefined
  id?: string
  value: string
  onChange: (ags: string) => void
}

const mostFound = 8

/** A municipality of Hesse by typed text: "giessen", "Gießen" and every postal code in it find it. */
export function MunicipalityField({ value, onChange, ...field }: MunicipalityFieldProps) {
  const { t } = useTranslation()
  const municipalities = useMunicipalities()
  const [typed, setTyped] = useState('')
  const chosen = municipalities?.municipalityByAgs(municipalities.currentAgs(value))
  const chosenLabel = chosen ? placeWithDistrict(chosen) : ''
  const searching = typed !== '' && typed !== chosenLabel
  const byPostalCode = usePostalCodes(/^\s*\d/.test(typed))
  const found = searching ? (municipalities?.searchMunicipalities(typed, mostFound, byPostalCode) ?? []) : []
  const offered = [...(chosen && !found.includes(chosen) ? [chosen] : []), ...found]
  return (
    <SelectField
      {...field}
      searchable
      data={offered.map((place) => ({ value: place.ags, label: placeWithDistrict(place) }))}
      // The search above already ranks and forgives; the kit's own would hide what it found.
      filter={({ options }) =>
        searching
          ? options.filter((option) => !('value' in option) || found.some(({ ags }) => ags === option.value))
          : options
      }
      value={chosen?.ags ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(ags) => {
        if (ags !== null) onChange(ags)
      }}
      nothingFoundMessage={t(
        searching ? 'organisations.fields.noMunicipality' : 'organisations.fields.typeMunicipality',
      )}
      autoComplete="off"
    />
  )
}
