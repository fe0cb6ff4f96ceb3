import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './ComposerReply.module.css'
import { IconButton } from './IconButton.tsx'

export interface ComposerReplyProps {
  organisation: string
  text: ReactNode
  removeLabel: string
  onRemove: () => void
}

export function ComposerReply({ organisation, text, removeLabel, onRemove }: ComposerReplyProps) {
  return (
    <div className={styles.reply}>
      <p className={styles.text} dir="auto">
        <b>
          <bdi>{organisation}</bdi>:
        </b>{' '}
        {text}
      </p>
      <IconButton label={removeLabel} icon={<IconX aria-hidden="true" />} onClick={onRemove} />
    </div>
  )
}
