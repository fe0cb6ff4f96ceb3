import type { ComponentProps } from 'react'
import { cx } from './cx.ts'
import styles from './Form.module.css'

/** Fields one under the other; the browser's own bubbles are off, because our errors name what to do. */
export function Form({ className, children, ...rest }: ComponentProps<'form'>) {
  return (
    <form noValidate {...rest} className={cx(styles.form, className)}>
      {children}
    </form>
  )
}
