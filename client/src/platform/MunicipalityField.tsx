import { useState } from 'react'
import { useTranslation } from './i18n.ts'
import { placeWithDistrict, useMunicipalities, usePlaceSearch, usePostalCodes } from './reference.ts'
import { SelectField } from '../ui/index.ts'

interface MunicipalityFieldProps {
  label: string
  hint?: string
  error?: string | undefined
  id?: string
  /** The key of a municipality, or of a district where those are offered. */
  value: string
  onChange: (key: string) => void
  /** Whether whole districts can be chosen too. */
  withDistricts?: boolean
}

const mostFound = 8

/** A municipality of Hesse by typed text: "giessen", "Gissen", "Ґіссен" and every postal code in it find it. */
export function MunicipalityField({
  value,
  onChange,
  withDistricts = false,
  ...field
}: MunicipalityFieldProps) {
  const { t } = useTranslation()
  const municipalities = useMunicipalities()
  const places = usePlaceSearch()
  const [typed, setTyped] = useState('')
  const chosenPlace = municipalities?.municipalityByAgs(municipalities.currentAgs(value))
  const chosenDistrict = withDistricts ? places?.districtByKey(value) : undefined
  const chosen = chosenPlace
    ? { value: chosenPlace.ags, label: placeWithDistrict(chosenPlace) }
    : chosenDistrict && districtOption(chosenDistrict)
  const searching = typed !== '' && typed !== chosen?.label
  const byPostalCode = usePostalCodes(/^\s*\d/.test(typed))
  const found = searching && places ? optionsOf(places) : []
  function optionsOf({ searchPlaces, searchMunicipalities }: NonNullable<typeof places>) {
    const search = withDistricts ? searchPlaces : searchMunicipalities
    return search(typed, mostFound, byPostalCode).map((place) =>
      'ags' in place ? { value: place.ags, label: placeWithDistrict(place) } : districtOption(place),
    )
  }
  const isFound = (key: string) => found.some((option) => option.value === key)
  return (
    <SelectField
      {...field}
      searchable
      data={[...(chosen && !isFound(chosen.value) ? [chosen] : []), ...found]}
      // The search above already ranks and forgives; the kit's own would hide what it found.
      filter={({ options }) =>
        searching ? options.filter((option) => !('value' in option) || isFound(option.value)) : options
      }
      value={chosen?.value ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(key) => {
        if (key !== null) onChange(key)
      }}
      nothingFoundMessage={t(
        searching ? 'organisations.fields.noMunicipality' : 'organisations.fields.typeMunicipality',
      )}
      autoComplete="off"
    />
  )
}

const districtOption = ({ key, name }: { key: string; name: string }) => ({ value: key, label: name })
