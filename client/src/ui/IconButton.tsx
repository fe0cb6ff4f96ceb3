import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './cx.ts'
import styles from './IconButton.module.css'
import { Link } from './Link.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Read aloud; not shown unless `text` is given. */
  label: string
  icon: ReactNode
  /** A short visible word beside the glyph, for example "DE". */
  text?: ReactNode
  href?: string | undefined
  ref?: Ref<HTMLButtonElement> | undefined
}

/** 44 px, glyph 20 px: a tool in a bar. */
export function IconButton({
  label,
  icon,
  text,
  href,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  const inside = (
    <>
      {icon}
      {text !== undefined && <span aria-hidden="true">{text}</span>}
      <VisuallyHidden>{label}</VisuallyHidden>
    </>
  )
  const classes = cx(styles.tool, className)
  if (href !== undefined) {
    return (
      <Link href={href} className={classes}>
        {inside}
      </Link>
    )
  }
  return (
    // oxlint-disable-next-line react/button-has-type
    <button {...rest} type={type} className={classes}>
      {inside}
    </button>
  )
}
