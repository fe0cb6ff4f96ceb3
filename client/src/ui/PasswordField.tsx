import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { passwordClasses } from './fieldClasses.ts'
import type { FieldProps } from './fieldProps.ts'
import { Kit } from './Kit.tsx'

export interface PasswordFieldProps
  extends FieldProps, Omit<PasswordInputProps, 'label' | 'description' | 'error' | 'classNames'> {
  /** Name of the eye: "Passwort anzeigen". */
  showLabel: string
}

export function PasswordField({ hint, showLabel, ...rest }: PasswordFieldProps) {
  return (
    <Kit>
      <PasswordInput
        {...rest}
        description={hint}
        withAsterisk={false}
        classNames={passwordClasses}
        rightSectionWidth={48}
        visibilityToggleButtonProps={{ 'aria-label': showLabel, tabIndex: 0 }}
      />
    </Kit>
  )
}
