import { IconX } from '@tabler/icons-react'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { IconButton } from './IconButton.tsx'
import styles from './ModalFrame.module.css'

interface ModalFrameProps {
  onClose: () => void
  title: ReactNode
  closeLabel: string
  /** dialog: in the middle on wide screens. sheet: at the foot everywhere. screen: all there is. */
  place: 'dialog' | 'sheet' | 'screen'
  wide?: boolean
  children: ReactNode
}

/** The browser's own modal: it keeps the focus inside, makes the rest inert and gives the focus back. */
export function ModalFrame({ onClose, title, closeLabel, place, wide = false, children }: ModalFrameProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useLayoutEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    if (!element) return undefined
    element.showModal()
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      element.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  return createPortal(
    // Escape does for the keyboard what a press on the ground does for the pointer.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className={styles.modal}
      data-place={place}
      data-wide={wide || undefined}
      data-portal
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        // Only the ground around the content is the dialog itself.
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles.inside}>
        <div className={styles.head}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <IconButton label={closeLabel} icon={<IconX aria-hidden="true" />} onClick={onClose} />
        </div>
        <div className={styles.body}>{children}</div>
      </div>
    </dialog>,
    document.body,
  )
}
