import { Button, Dialog } from '../../ui/index.ts'
import { spokenIn, useTranslation } from '../i18n.ts'
import styles from './ClearWriting.module.css'
import type { Hint } from './hints.ts'

/** Nobody mends more at once; the others come when these are gone. */
const most = 30
const longestPlace = 90

interface HintsDialogProps {
  text: string
  hints: readonly Hint[]
  language: string
  onChoose: (hint: Hint | 'off') => void
  onClose: () => void
}

/** Every hint with its place, why, and how; pressing it selects the place in the text. */
export function HintsDialog({ text, hints, language, onChoose, onClose }: HintsDialogProps) {
  const { t } = useTranslation()
  const left = hints.length - most
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('clarity.title')}
      closeLabel={t('common.close')}
      actions={
        <Button look="line" onClick={() => onChoose('off')}>
          {t('clarity.off')}
        </Button>
      }
    >
      <p className={styles.intro}>{t('clarity.intro')}</p>
      <ol className={styles.hints}>
        {hints.slice(0, most).map((hint) => (
          <li key={`${hint.kind} ${hint.from}`}>
            <button type="button" className={styles.hint} onClick={() => onChoose(hint)}>
              <span className={styles.place}>
                <q {...spokenIn(language)}>{placeOf(text, hint)}</q>
              </span>
              <span className={styles.why}>
                {hint.kind === 'sentence'
                  ? t('clarity.why.sentence', { count: hint.words ?? 0 })
                  : t(`clarity.why.${hint.kind}`)}
              </span>
              <span>{how(hint)}</span>
            </button>
          </li>
        ))}
      </ol>
      {left > 0 && <p className={styles.more}>{t('clarity.more', { count: left })}</p>}
    </Dialog>
  )

  function how({ kind, better }: Hint) {
    if (better === undefined) return t(`clarity.how.${kind}`)
    if (kind === 'passive' || kind === 'duty') return t(`clarity.how.${kind}`)
    return t(`clarity.better.${kind}`, { better })
  }
}

/** The beginning and the end of a long place, in whole words: one finds it again by both. */
function placeOf(text: string, { from, to }: Hint): string {
  const place = text.slice(from, to)
  if (place.length <= longestPlace) return place
  const words = place.split(/\s+/)
  const taken = (all: readonly string[]) => {
    let length = 0
    return all.filter((word) => (length += word.length + 1) <= longestPlace / 2)
  }
  return [...taken(words), '…', ...taken(words.toReversed()).toReversed()].join(' ')
}
