import { MultiSelect, type MultiSelectProps } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { multiSelectClasses } from './fieldClasses.ts'
import type { FieldProps } from './fieldProps.ts'
import { Kit } from './Kit.tsx'

export interface MultiSelectFieldProps
  extends FieldProps, Omit<MultiSelectProps, 'label' | 'description' | 'error' | 'classNames'> {}

export function MultiSelectField({ hint, ...rest }: MultiSelectFieldProps) {
  return (
    <Kit>
      <MultiSelect
        searchable
        {...rest}
        rightSection={<IconChevronDown aria-hidden="true" />}
        rightSectionWidth={44}
        rightSectionPointerEvents="none"
        description={hint}
        withAsterisk={false}
        classNames={multiSelectClasses}
        // Inside of a modal dialog a portal would lie under it and be inert.
        comboboxProps={{ withinPortal: false, floatingStrategy: 'fixed', transitionProps: { duration: 0 } }}
        withScrollArea={false}
        maxDropdownHeight={320}
      />
    </Kit>
  )
}
