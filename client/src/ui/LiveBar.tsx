import type { ReactNode } from 'react'
import { ClockLine } from './ClockLine.tsx'
import styles from './LiveBar.module.css'
import { Node } from './Node.tsx'
import { Pulse } from './Pulse.tsx'

export interface LiveBarProps {
  /** "Live". */
  word: ReactNode
  /** "Frage 3 von 3", "Beginnt um 19 Uhr". */
  note?: ReactNode
  /** The question that is talked about, as the page's heading. */
  title: ReactNode
  /** IconButtons or links at the end of the first line. */
  tools?: ReactNode
  /** Whose turn it is; without it the bar ends with the title. */
  speaker?: { initials: string; name: ReactNode; note: ReactNode } | undefined
  clock?: ReactNode
  /** Share of the time that is left; without it the line stays empty. */
  left?: number | undefined
  /** calm: not yet, or no longer; saffron is for what happens now. */
  tone?: 'live' | 'calm' | undefined
}

/** What happens now, in saffron, always in sight. */
export function LiveBar({ word, note, title, tools, speaker, clock, left, tone = 'live' }: LiveBarProps) {
  return (
    <header className={styles.bar} data-tone={tone}>
      <div className={styles.row}>
        {tone === 'live' && <Pulse />}
        <span>{word}</span>
        {note !== undefined && <span className={styles.note}>· {note}</span>}
        <span className={styles.tools}>{tools}</span>
      </div>
      <h1 className={styles.title}>{title}</h1>
      {speaker && (
        <div className={styles.now}>
          <Node tone="speaking">{speaker.initials}</Node>
          <p>
            <b>{speaker.name}</b>
            <span>{speaker.note}</span>
          </p>
          {clock}
        </div>
      )}
      {left !== undefined && <ClockLine left={left} />}
    </header>
  )
}
