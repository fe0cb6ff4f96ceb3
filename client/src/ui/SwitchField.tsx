import { Switch, type SwitchProps } from '@mantine/core'
import { switchClasses } from './fieldClasses.ts'
import type { FieldProps } from './fieldProps.ts'
import { Kit } from './Kit.tsx'

export interface SwitchFieldProps
  extends FieldProps, Omit<SwitchProps, 'label' | 'description' | 'error' | 'classNames'> {}

/** For what takes effect at once; a choice that is sent with a form is a CheckboxField. */
export function SwitchField({ hint, ...rest }: SwitchFieldProps) {
  return (
    <Kit>
      <Switch {...rest} description={hint} withThumbIndicator={false} classNames={switchClasses} />
    </Kit>
  )
}
