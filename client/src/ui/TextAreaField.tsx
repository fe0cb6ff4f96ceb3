import { Input, type InputWrapperProps } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { fieldClasses } from './fieldClasses.ts'
import type { FieldProps } from './fieldProps.ts'
import { GrowingText, type GrowingTextProps } from './GrowingText.tsx'
import { Kit } from './Kit.tsx'
import styles from './TextAreaField.module.css'

export interface TextAreaFieldProps extends FieldProps, GrowingTextProps {
  /** "noch 120 Zeichen", under the field. */
  counter?: ReactNode
}

const order: NonNullable<InputWrapperProps['inputWrapperOrder']> = ['label', 'description', 'input', 'error']

export function TextAreaField({ label, hint, error, counter, id, ...rest }: TextAreaFieldProps) {
  const own = useId()
  const field = id ?? own
  const described = [hint && `${field}-description`, error && `${field}-error`].filter(Boolean).join(' ')
  return (
    <div>
      <Kit>
        {' '}
        <Input.Wrapper
          id={field}
          label={label}
          description={hint}
          error={error}
          inputWrapperOrder={order}
          classNames={{
            root: fieldClasses.root,
            label: fieldClasses.label,
            description: fieldClasses.description,
            error: fieldClasses.error,
          }}
        >
          <GrowingText
            minRows={3}
            maxRows={12}
            {...rest}
            id={field}
            className={styles.area}
            aria-invalid={error ? true : undefined}
            aria-describedby={described || undefined}
          />
        </Input.Wrapper>
      </Kit>
      {counter !== undefined && <p className={styles.counter}>{counter}</p>}
    </div>
  )
}
