import { Checkbox, type CheckboxProps } from '@mantine/core'
import { checkClasses } from './fieldClasses.ts'
import type { FieldProps } from './fieldProps.ts'

export interface CheckboxFieldProps
  extends FieldProps, Omit<CheckboxProps, 'label' | 'description' | 'error' | 'classNames'> {}

export function CheckboxField({ hint, ...rest }: CheckboxFieldProps) {
  return <Checkbox {...rest} description={hint} classNames={checkClasses} />
}
