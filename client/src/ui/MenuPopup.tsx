import { useEffectEvent, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import styles from './MenuPopup.module.css'
import { placeBeside } from './placeBeside.ts'

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

/** In the browser's top layer: no clipping, no z-index, and a tenth of the code of a positioning library. */
export function MenuPopup({ anchor, label, align, onClose, children }: MenuPopupProps) {
  const panel = useRef<HTMLDivElement>(null)
  const close = useEffectEvent(onClose)

  useLayoutEffect(() => {
    const menu = panel.current
    if (!menu) return undefined
    const place = () => placeBeside(menu, anchor, align)
    const outside = (event: PointerEvent) => {
      const target = event.target as Element
      if (!menu.contains(target) && !anchor.contains(target)) close()
    }
    menu.showPopover()
    place()
    const items = entries(menu)
    const first = items.find((item) => item.ariaChecked === 'true') ?? items[0]
    first?.focus({ preventScroll: true })
    document.addEventListener('pointerdown', outside, true)
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, true)
    }
  }, [anchor, align])

  const move = (event: KeyboardEvent) => {
    const items = entries(panel.current)
    const at = items.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      // Before the browser moves on: the next stop is the one after the trigger.
      anchor.focus()
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

  return createPortal(
    <div
      ref={panel}
      className={styles.menu}
      role="menu"
      aria-label={label}
      popover="manual"
      tabIndex={-1}
      data-portal
      onKeyDown={move}
    >
      {children}
    </div>,
    // Everything outside of an open modal dialog is inert.
    anchor.closest('dialog') ?? document.body,
  )
}
