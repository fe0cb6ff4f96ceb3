import type { ReactNode } from 'react'
import { KindWord } from './KindWord.tsx'
import styles from './MatchAxis.module.css'
import { Node } from './Node.tsx'

export interface MatchEnd {
  initials: string
  /** need: open circle. offer: filled. peer: open, and neither is sought nor offered. */
  kind: 'need' | 'offer' | 'peer'
  /** "Ihr Bedarf", "Angebot". */
  label: string
}

export interface MatchAxisProps {
  own: MatchEnd
  other: MatchEnd
  category: ReactNode
  distance?: ReactNode
}

/** A word without a circle, where nothing is sought or offered. */
const wordOf = ({ kind }: MatchEnd) => (kind === 'peer' ? 'experience' : kind)

/** The answer to "what has this to do with us?" before any text: both on one line. */
export function MatchAxis({ own, other, category, distance }: MatchAxisProps) {
  return (
    <div>
      <div className={styles.axis}>
        <Node size={48} tone={own.kind === 'offer' ? 'full' : 'open'}>
          {own.initials}
        </Node>
        <span className={styles.word}>
          {category}
          {distance !== undefined && <span className={styles.distance}>{distance}</span>}
        </span>
        <Node size={48} tone={other.kind === 'offer' ? 'full' : 'open'}>
          {other.initials}
        </Node>
      </div>
      <div className={styles.ends}>
        <KindWord kind={wordOf(own)}>{own.label}</KindWord>
        <KindWord kind={wordOf(other)}>{other.label}</KindWord>
      </div>
    </div>
  )
}
