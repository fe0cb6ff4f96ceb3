import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './Dialog.module.css'

export interface DialogProps {
  opened: boolean
  onClose: () => void
  title: ReactNode
  /** Name of the cross. */
  closeLabel: string
  children: ReactNode
  /** Buttons; the one that acts first. */
  actions?: ReactNode
  size?: 'small' | 'wide' | undefined
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
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      size={size === 'small' ? '30rem' : '44rem'}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': closeLabel }}
      classNames={{
        inner: styles.inner ?? '',
        content: styles.content ?? '',
        header: styles.header ?? '',
        title: styles.title ?? '',
        body: styles.body ?? '',
        close: styles.close ?? '',
        overlay: styles.overlay ?? '',
      }}
    >
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </Modal>
  )
}
