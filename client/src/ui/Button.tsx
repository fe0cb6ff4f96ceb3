import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react'
import styles from './Button.module.css'
import { cx } from './cx.ts'
import { Link } from './Link.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** One filled button per view or card. ink and outline-ink belong on saffron. */
  look?: 'filled' | 'line' | 'text' | 'ink' | 'ink-line'
  /** 56 px high: the one thing to do on a phone. */
  big?: boolean
  /** Takes the whole width of its column. */
  wide?: boolean
  icon?: ReactNode
  /** The label stays, a line runs under it; pressing again does nothing. */
  busy?: boolean
  /** Said to screen readers while busy, for example "wird gesendet". */
  busyLabel?: string
  /** Makes it a link that looks like a button. */
  href?: string
  ref?: Ref<HTMLButtonElement>
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
    const label = rest['aria-label']
    return (
      <Link href={href} {...shared} {...(label === undefined ? {} : { 'aria-label': label })}>
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
