import { Button } from './Button.tsx'
import styles from './ComposerVoice.module.css'
import { Node } from './Node.tsx'

export interface ComposerVoiceProps {
  initials: string
  /** "Sie schreiben für". */
  intro: string
  organisation: string
  /** With both, one can choose another association. */
  changeLabel?: string | undefined
  onChange?: (() => void) | undefined
  /** Only the circle, while the composer is one row. */
  compact?: boolean | undefined
}

export function ComposerVoice({
  initials,
  intro,
  organisation,
  changeLabel,
  onChange,
  compact = false,
}: ComposerVoiceProps) {
  return (
    <div className={styles.voice} data-compact={compact || undefined}>
      <Node size={compact ? 30 : 24} tone="own">
        {initials}
      </Node>
      <span className={styles.words}>
        <span className={styles.intro}>{intro}</span>{' '}
        <bdi className={styles.organisation}>{organisation}</bdi>
      </span>
      {onChange && !compact && (
        <Button look="text" className={styles.change} onClick={onChange}>
          {changeLabel}
        </Button>
      )}
    </div>
  )
}
