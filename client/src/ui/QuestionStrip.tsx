import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from './Link.tsx'
import { Node } from './Node.tsx'
import styles from './QuestionStrip.module.css'

export interface QuestionStripProps {
  label: string
  items: readonly {
    id: string
    href: string
    number: ReactNode
    /** A few words; the whole question stands on the spine. */
    label: string
    news?: ReactNode
    current?: boolean
  }[]
}

/** The spine on phones: lies under the header and opens at the question with news. */
export function QuestionStrip({ label, items }: QuestionStripProps) {
  const strip = useRef<HTMLElement>(null)
  const at = items.findIndex((item) => item.current)

  useEffect(() => {
    const row = strip.current
    const current = row?.children[at]
    if (!row || !current) return
    // Only sideways: scrollIntoView would move the page under the reader as well.
    const from = row.getBoundingClientRect()
    const to = current.getBoundingClientRect()
    row.scrollBy({ left: to.left + to.width / 2 - (from.left + from.width / 2) })
  }, [at])

  return (
    <nav ref={strip} className={styles.strip} aria-label={label}>
      {items.map((item) => (
        <Link
          key={item.id}
          href={item.href}
          className={styles.item}
          aria-current={item.current ? 'true' : undefined}
        >
          <Node size={30} tone={item.current ? 'numberFull' : 'number'}>
            {item.number}
          </Node>
          <span className={styles.label}>{item.label}</span>
          {item.news && <span className={styles.news}>{item.news}</span>}
        </Link>
      ))}
    </nav>
  )
}
