import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import styles from './MessageQuote.module.css'

export interface MessageQuoteProps {
  organisation: string
  text: ReactNode
  href: string
  lang?: string | undefined
}

/** What a reply answers, in one line; it leads to the original. */
export function MessageQuote({ organisation, text, href, lang }: MessageQuoteProps) {
  return (
    <Link href={href} className={styles.quote}>
      <b>
        <bdi>{organisation}</bdi>:
      </b>{' '}
      <span lang={lang} dir="auto">
        {text}
      </span>
    </Link>
  )
}
