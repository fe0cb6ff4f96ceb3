import { Select, type SelectProps } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { selectClasses } from './fieldClasses.ts'
import type { FieldProps } from './fieldProps.ts'
import { Kit } from './Kit.tsx'

export interface SelectFieldProps
  extends FieldProps, Omit<SelectProps, 'label' | 'description' | 'error' | 'classNames'> {}

export function SelectField({ hint, ...rest }: SelectFieldProps) {
  return (
    <Kit>
      <Select
        allowDeselect={false}
        {...rest}
        rightSection={<IconChevronDown aria-hidden="true" />}
        rightSectionWidth={44}
        rightSectionPointerEvents="none"
        description={hint}
        withAsterisk={false}
        classNames={selectClasses}
        // Inside of a modal dialog a portal would lie under it and be inert.
        comboboxProps={{ withinPortal: false, floatingStrategy: 'fixed', transitionProps: { duration: 0 } }}
        withScrollArea={false}
        maxDropdownHeight={320}
      />
    </Kit>
  )
}
