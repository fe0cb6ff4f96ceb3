import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react'
import styles from './Button.module.css'
import { cx } from './cx.ts'
import { Link } from './Link.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** One filled button per view or card. ink and outline-ink belong on saffron. */
  look?: 'filled' | 'line' | 'text' | 'ink' | 'ink-line' | undefined
  /** 56 px high: the one thing to do on a phone. */
  big?: boolean | undefined
  /** Takes the whole width of its column. */
  wide?: boolean | undefined
  icon?: ReactNode
  /** The label stays, a line runs under it; pressing again does nothing. */
  busy?: boolean | undefined
  /** Said to screen readers while busy, for example "wird gesendet". */
  busyLabel?: string | undefined
  /** Makes it a link that looks like a button. */
  href?: string | undefined
  ref?: Ref<HTMLButtonElement> | undefined
}

export function Button({
  look = 'filled',
  big = false,
  wide = false,
  icon,
  busy = false,
  busyLabel,
  href,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const shared = {
    className: cx(styles.button, className),
    'data-look': look,
    'data-big': big || undefined,
    'data-wide': wide || undefined,
  }
  const inside = (
    <>
      {icon}
      <span className={styles.label}>{children}</span>
      {busy && <span className={styles.run} aria-hidden="true" />}
      {busy && busyLabel && <VisuallyHidden> {busyLabel}</VisuallyHidden>}
    </>
  )

  if (href !== undefined) {
    return (
      <Link href={href} {...shared} aria-label={rest['aria-label']}>
        {inside}
      </Link>
    )
  }

  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }

  return (
    <button
      {...rest}
      {...shared}
      // oxlint-disable-next-line react/button-has-type
      type={type}
      onClick={press}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
    >
      {inside}
    </button>
  )
}
