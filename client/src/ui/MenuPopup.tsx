import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { BesideFrame } from './BesideFrame.tsx'
import styles from './MenuPopup.module.css'

interface MenuPopupProps {
  anchor: HTMLElement
  label: string
  align: 'start' | 'end'
  onClose: () => void
  /** Elements with role menuitem or menuitemradio and tabIndex -1. */
  children: ReactNode
}

function entries(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
}

/** A list of acts beside what opens it; arrows and first letters lead through it. */
export function MenuPopup({ anchor, label, align, onClose, children }: MenuPopupProps) {
  const panel = useRef<HTMLDivElement>(null)
  const handleShown = () => {
    const items = entries(panel.current)
    const first = items.find((item) => item.ariaChecked === 'true') ?? items[0]
    first?.focus({ preventScroll: true })
  }

  const move = (event: KeyboardEvent) => {
    const items = entries(panel.current)
    const at = items.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      // Before the browser moves on: the next stop is the one after the trigger.
      anchor.focus({ preventScroll: true })
      onClose()
      return
    }
    const target = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key]
    const letter = event.key.length === 1 ? event.key.toLocaleLowerCase() : undefined
    const next =
      target === undefined
        ? letter !== undefined &&
          [...items.slice(at + 1), ...items].find((item) =>
            item.textContent?.trim().toLocaleLowerCase().startsWith(letter),
          )
        : items[target]
    if (!next || event.key === ' ') return
    event.preventDefault()
    next.focus()
  }

  return (
    <BesideFrame
      anchor={anchor}
      align={align}
      panel={panel}
      className={styles.menu}
      role="menu"
      aria-label={label}
      onShown={handleShown}
      onClose={onClose}
      onKeyDown={move}
    >
      {children}
    </BesideFrame>
  )
}
