import { Checkbox, type CheckboxProps } from '@mantine/core'
import { checkClasses } from './fieldClasses.ts'
import type { FieldProps } from './fieldProps.ts'
import { Kit } from './Kit.tsx'

export interface CheckboxFieldProps
  extends FieldProps, Omit<CheckboxProps, 'label' | 'description' | 'error' | 'classNames'> {}

export function CheckboxField({ hint, ...rest }: CheckboxFieldProps) {
  return (
    <Kit>
      <Checkbox {...rest} description={hint} classNames={checkClasses} />
    </Kit>
  )
}
