import { useRef } from 'react'
import styles from './GalleryBeside.module.css'

const looks = [
  { name: 'Deutsch, hell', query: '?dir=ltr&scheme=light' },
  { name: 'Deutsch, dunkel', query: '?dir=ltr&scheme=dark' },
  { name: 'Arabisch, hell', query: '?dir=rtl&scheme=light' },
  { name: 'Arabisch, dunkel', query: '?dir=rtl&scheme=dark' },
]

/** Both directions in both lights, each in a document of its own; where one is scrolled, the others follow. */
export function GalleryBeside() {
  const row = useRef<HTMLDivElement>(null)
  const frames = () => [...(row.current?.querySelectorAll('iframe') ?? [])]
  const follow = (from: HTMLIFrameElement) => {
    const leading = from.contentWindow
    leading?.addEventListener('scroll', () => {
      if (!from.matches(':hover, :focus')) return
      for (const other of frames())
        if (other !== from) other.contentWindow?.scrollTo({ top: leading.scrollY, behavior: 'instant' })
    })
  }
  return (
    <main className={styles.row} ref={row}>
      {looks.map(({ name, query }) => (
        // oxlint-disable-next-line react/iframe-missing-sandbox -- it is this very page, and must be scrolled from here
        <iframe key={query} title={name} src={query} onLoad={(event) => follow(event.currentTarget)} />
      ))}
    </main>
  )
}
