import type { ReactNode } from 'react'
import styles from './Dialog.module.css'
import { ModalFrame } from './ModalFrame.tsx'

export interface DialogProps {
  opened: boolean
  onClose: () => void
  title: ReactNode
  /** Name of the cross. */
  closeLabel: string
  /** An element with `data-autofocus` takes the focus; otherwise the first one that can. */
  children: ReactNode
  /** Buttons; the one that acts first. */
  actions?: ReactNode
  /** screen: all of it, to be read from afar. */
  size?: 'small' | 'wide' | 'screen' | undefined
}

/** On phones it rises from the foot, where the thumb is; elsewhere it stands in the middle. */
export function Dialog({
  opened,
  onClose,
  title,
  closeLabel,
  children,
  actions,
  size = 'small',
}: DialogProps) {
  if (!opened) return null
  return (
    <ModalFrame
      onClose={onClose}
      title={title}
      closeLabel={closeLabel}
      place={size === 'screen' ? 'screen' : 'dialog'}
      wide={size === 'wide'}
    >
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </ModalFrame>
  )
}
