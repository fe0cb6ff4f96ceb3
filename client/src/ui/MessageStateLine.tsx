import { IconAlertTriangle, IconClock, IconEyeOff, IconHourglass, IconUser, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './MessageStateLine.module.css'

export type MessageState = 'sending' | 'waiting' | 'failed' | 'held' | 'withdrawn' | 'hidden' | 'rejected'

export interface MessageStateLineProps {
  state: MessageState
  /** What is, in one sentence: "Wird gesendet, sobald Netz da ist". */
  text: ReactNode
  /** The rule or the reason, verbatim. */
  reason?: ReactNode
  /** "Noch einmal", "Zurückholen", "Ändern und neu einreichen" … */
  actions?: ReactNode
}

const icons: Record<MessageState, ReactNode> = {
  sending: null,
  waiting: <IconClock aria-hidden="true" />,
  failed: <IconAlertTriangle aria-hidden="true" />,
  held: <IconHourglass aria-hidden="true" />,
  withdrawn: <IconUser aria-hidden="true" />,
  hidden: <IconEyeOff aria-hidden="true" />,
  rejected: <IconX aria-hidden="true" />,
}

/** Each state is a sentence; the running line of `sending` is the only one without an icon. */
export function MessageStateLine({ state, text, reason, actions }: MessageStateLineProps) {
  return (
    <div className={styles.state} data-state={state} role={state === 'failed' ? 'alert' : undefined}>
      <div className={styles.line}>
        {state === 'sending' ? <span className={styles.run} aria-hidden="true" /> : icons[state]}
        <div className={styles.words}>
          <p>{text}</p>
          {reason !== undefined && <p className={styles.reason}>{reason}</p>}
        </div>
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
