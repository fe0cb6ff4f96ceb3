import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../platform/api.ts'
import { SelectField } from '../../ui/index.ts'

interface OrganisationFieldProps {
  label: string
  hint?: string
  nothing: string
  value: { id: string; name: string } | null
  onChange: (organisation: { id: string; name: string } | null) => void
}

const some = 12

/** One association out of the directory, by typed text. */
export function OrganisationField({ nothing, value, onChange, ...field }: OrganisationFieldProps) {
  const [typed, setTyped] = useState('')
  const search = typed === value?.name ? '' : typed
  const { data } = useQuery({
    ...read('organisations.list', { search, limit: some }),
    placeholderData: (before) => before,
  })
  const found = data?.organisations.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const chosen =
    value && !found.some((one) => one.value === value.id) ? [{ value: value.id, label: value.name }] : []
  return (
    <SelectField
      {...field}
      searchable
      clearable
      data={[...chosen, ...found]}
      // The directory has searched already, and forgives more than the kit does.
      filter={({ options }) => options}
      value={value?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id, option) => onChange(id === null ? null : { id, name: option?.label ?? '' })}
      nothingFoundMessage={nothing}
      autoComplete="off"
    />
  )
}
