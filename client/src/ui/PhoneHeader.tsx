import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'
import styles from './PhoneHeader.module.css'

export interface PhoneHeaderProps {
  back: { href: string; label: string }
  /** One line beside the way back: a Crumb or a word. */
  children?: ReactNode
  /** Icon buttons. */
  tools?: ReactNode
  /** Sticks with it: QuestionStrip, LiveStrip, a title. */
  below?: ReactNode
}

/** For AppFrame's `header`: a way back instead of the mark. Gone from 900 px. */
export function PhoneHeader({ back, children, tools, below }: PhoneHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.inside}>
        <IconButton
          href={back.href}
          label={back.label}
          icon={<IconChevronLeft data-flip aria-hidden="true" />}
        />
        <div className={styles.words}>{children}</div>
        {tools}
      </div>
      {below}
    </header>
  )
}
