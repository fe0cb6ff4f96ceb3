import { useEffect, useRef } from 'react'
import { Link } from './Link.tsx'
import styles from './Tabs.module.css'

export interface ViewLinksProps {
  label: string
  links: readonly { id: string; href: string; label: string; current?: boolean }[]
}

/** Looks like tabs, but each view has its own address. */
export function ViewLinks({ label, links }: ViewLinksProps) {
  const list = useRef<HTMLElement>(null)
  const current = links.find((one) => one.current)?.id
  // On a telephone not all of them are in sight; where one is should be.
  useEffect(() => {
    if (current === undefined) return
    const shown = list.current?.querySelector('[aria-current]')?.getBoundingClientRect()
    const frame = list.current?.getBoundingClientRect()
    if (!shown || !frame || (shown.left >= frame.left && shown.right <= frame.right)) return
    list.current!.scrollLeft += (shown.left + shown.right - frame.left - frame.right) / 2
  }, [current])
  return (
    <nav ref={list} className={styles.list} aria-label={label}>
      {links.map((link) => (
        <Link
          key={link.id}
          href={link.href}
          className={styles.tab}
          aria-current={link.current ? 'page' : undefined}
        >
          <bdi>{link.label}</bdi>
        </Link>
      ))}
    </nav>
  )
}
