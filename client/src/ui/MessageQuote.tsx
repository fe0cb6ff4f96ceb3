import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import styles from './MessageQuote.module.css'

export interface MessageQuoteProps {
  organisation: string
  text: ReactNode
  href: string
  lang?: string | undefined
  dir?: 'ltr' | 'rtl' | 'auto' | undefined
}

/** What a reply answers, in one line; it leads to the original. */
export function MessageQuote({ organisation, text, href, lang, dir = 'auto' }: MessageQuoteProps) {
  return (
    // The name is isolated, so that the words alone decide in which direction the line reads.
    <Link href={href} className={styles.quote} dir={dir}>
      <b>
        <bdi>{organisation}</bdi>:
      </b>{' '}
      <span lang={lang}>{text}</span>
    </Link>
  )
}
