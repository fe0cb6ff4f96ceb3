import { useEffect, useState } from 'react'
import { useTranslation } from './i18n.ts'
import styles from './PageContents.module.css'

export interface Part {
  id: string
  name: string
}

const isSame = (some: readonly Part[], others: readonly Part[]) =>
  some.length === others.length &&
  some.every(({ id, name }, at) => id === others[at]?.id && name === others[at]?.name)

/** The parts of the page as they stand there now: what another capability adds or takes away, too. */
function useParts(): readonly Part[] {
  const [parts, setParts] = useState<readonly Part[]>([])
  useEffect(() => {
    const page = document.querySelector('main')
    if (!page) return undefined
    const read = () => {
      const now = [...page.querySelectorAll('h2[id]:not(aside h2)')].map((heading) => ({
        id: heading.id,
        name: heading.textContent,
      }))
      setParts((before) => (isSame(before, now) ? before : now))
    }
    read()
    const watching = new MutationObserver(read)
    watching.observe(page, { childList: true, subtree: true, characterData: true })
    return () => watching.disconnect()
  }, [])
  return parts
}

/** Beside a long page: its parts, and the way to each. */
export function PageContents() {
  const { t } = useTranslation()
  const parts = useParts()
  return (
    <nav aria-labelledby="page-contents">
      <h2 id="page-contents">{t('common.onThisPage')}</h2>
      <PartLinks parts={parts} />
    </nav>
  )
}

/** The way to each part of a page; whoever takes it goes on reading there, with the keyboard too. */
export function PartLinks({ parts }: { parts: readonly Part[] }) {
  const goTo = (id: string) => {
    const heading = document.getElementById(id)
    if (!heading) return
    heading.setAttribute('tabindex', '-1')
    heading.focus({ preventScroll: true })
    heading.scrollIntoView({ block: 'start' })
  }
  return (
    <ul className={styles.parts}>
      {parts.map(({ id, name }) => (
        <li key={id}>
          <a
            href={`#${encodeURIComponent(id)}`}
            onClick={(event) => {
              event.preventDefault()
              goTo(id)
            }}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}
