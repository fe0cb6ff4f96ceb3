import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import styles from './MenuEntry.module.css'

interface MenuEntryProps {
  label: string
  icon?: ReactNode
  href?: string | undefined
  lang?: string | undefined
  tone?: 'plain' | 'danger' | undefined
  checked?: boolean | undefined
  onSelect: () => void
}

export function MenuEntry({ label, icon, href, lang, tone, checked, onSelect }: MenuEntryProps) {
  const inside = (
    <>
      {checked === undefined ? (
        icon
      ) : (
        <span className={styles.check}>{checked && <IconCheck aria-hidden="true" />}</span>
      )}
      <span>{label}</span>
    </>
  )
  const shared = {
    className: styles.entry,
    tabIndex: -1,
    lang,
    'data-tone': tone,
    onClick: onSelect,
  }
  if (href !== undefined) {
    return (
      <Link {...shared} role="menuitem" href={href}>
        {inside}
      </Link>
    )
  }
  return checked === undefined ? (
    <button {...shared} type="button" role="menuitem">
      {inside}
    </button>
  ) : (
    <button {...shared} type="button" role="menuitemradio" aria-checked={checked}>
      {inside}
    </button>
  )
}
