import type { Thread } from '@augenhoehe/contracts'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { EntryRow } from './EntryRow.tsx'
import type { MessageActions } from './MessageRow.tsx'
import type { Item } from './reading.ts'
import type { ThreadState } from './state.ts'
import styles from './ThreadPage.module.css'

interface PaperLogProps extends MessageActions {
  items: readonly Item[]
  thread: Thread
  state: ThreadState
}

/** While the page is printed: everything that is loaded, one below the other, and what of the whole that is. */
export function PaperLog({ items, ...rest }: PaperLogProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const printing = usePrinting()
  if (!printing) return null
  const first = items[0]?.contribution.seq
  const last = items.at(-1)?.contribution.seq
  const { newest } = rest.state
  return (
    <div className={styles.paper}>
      {first && last && (first > 1 || last < newest) && (
        <p>
          {t('deciding.printedPart', {
            from: formatNumber(first),
            to: formatNumber(last),
            total: formatNumber(newest),
          })}
        </p>
      )}
      {items.map((item) => (
        <EntryRow key={item.id} item={item} {...rest} />
      ))}
      <p className={styles.address} dir="ltr">
        {window.location.origin + window.location.pathname}
      </p>
    </div>
  )
}

/** The browser lays the page out for paper as soon as everybody has been told. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return printing
}
