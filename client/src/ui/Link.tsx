import { createElement, use } from 'react'
import { cx } from './cx.ts'
import styles from './Link.module.css'
import { LinkContext, type LinkComponentProps } from './LinkContext.tsx'

export interface LinkProps extends LinkComponentProps {
  /** Looks like the text around it until one points at it: for headings and names that are links anyway. */
  quiet?: boolean | undefined
}

export function Link({ quiet = false, className, ...rest }: LinkProps) {
  return createElement(use(LinkContext), { ...rest, className: cx(quiet && styles.quiet, className) })
}
