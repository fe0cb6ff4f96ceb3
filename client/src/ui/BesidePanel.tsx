import { IconX } from '@tabler/icons-react'
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { BesideFrame } from './BesideFrame.tsx'
import styles from './BesidePanel.module.css'
import { IconButton } from './IconButton.tsx'

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

  return (
    <BesideFrame
      anchor={anchor}
      align="start"
      panel={panel}
      className={styles.panel}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a dialog element is no popover
      role="dialog"
      aria-labelledby={titleId}
      onShown={() => panel.current?.focus({ preventScroll: true })}
      onClose={onClose}
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
    </BesideFrame>
  )
}
