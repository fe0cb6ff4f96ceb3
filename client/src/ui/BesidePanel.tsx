import { IconX } from '@tabler/icons-react'
import { useEffectEvent, useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import styles from './BesidePanel.module.css'
import { IconButton } from './IconButton.tsx'
import { placeBeside } from './placeBeside.ts'

interface BesidePanelProps {
  anchor: HTMLElement
  title: ReactNode
  closeLabel: string
  onClose: () => void
  children: ReactNode
}

/** A few sentences beside the word they are about. The rest of the page goes on; Escape and any press elsewhere close it. */
export function BesidePanel({ anchor, title, closeLabel, onClose, children }: BesidePanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const titleId = useId()
  const close = useEffectEvent(onClose)

  useLayoutEffect(() => {
    const shown = panel.current
    if (!shown) return undefined
    const place = () => placeBeside(shown, anchor, 'start')
    const outside = (event: PointerEvent) => {
      const target = event.target as Element
      if (!shown.contains(target) && !anchor.contains(target)) close()
    }
    shown.showPopover()
    place()
    shown.focus({ preventScroll: true })
    document.addEventListener('pointerdown', outside, true)
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, true)
    }
  }, [anchor])

  const handleKey = (event: KeyboardEvent) => {
    const stops = [...(panel.current?.querySelectorAll<HTMLElement>('a, button') ?? [])]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    const leaves = event.key === 'Tab' && (event.shiftKey ? at <= 0 : at === stops.length - 1)
    if (event.key !== 'Escape' && !leaves) return
    if (event.key === 'Escape') event.preventDefault()
    event.stopPropagation()
    // Before the browser moves on: the next stop is the one after the word.
    anchor.focus({ preventScroll: true })
    onClose()
  }

  return createPortal(
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys that reach it from what is in it
    <div
      ref={panel}
      className={styles.panel}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a dialog element is no popover
      role="dialog"
      aria-labelledby={titleId}
      popover="manual"
      tabIndex={-1}
      data-portal
      onKeyDown={handleKey}
    >
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <IconButton
          label={closeLabel}
          icon={<IconX aria-hidden="true" />}
          onClick={() => {
            anchor.focus({ preventScroll: true })
            onClose()
          }}
        />
      </div>
      {children}
    </div>,
    // Everything outside of an open modal dialog is inert.
    anchor.closest('dialog') ?? document.body,
  )
}
