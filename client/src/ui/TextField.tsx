import { TextInput, type TextInputProps } from '@mantine/core'
import { fieldClasses } from './fieldClasses.ts'
import type { FieldProps } from './fieldProps.ts'
import { Kit } from './Kit.tsx'

export interface TextFieldProps
  extends FieldProps, Omit<TextInputProps, 'label' | 'description' | 'error' | 'classNames'> {}

export function TextField({ hint, ...rest }: TextFieldProps) {
  return (
    <Kit>
      <TextInput {...rest} description={hint} withAsterisk={false} classNames={fieldClasses} />
    </Kit>
  )
}
