import { useId } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/index.ts'
import { SpreadWord } from '../SpreadWord.tsx'
import type { ItemTyped } from './editing.ts'
import styles from './Editor.module.css'

interface ConflictProps {
  mine: ItemTyped
  theirs: ItemTyped
  busy: boolean
  onMine: () => void
  onTheirs: () => void
}

/** Two have written at the same time: both readings side by side, and nothing is lost before one of them is chosen. */
export function Conflict({ mine, theirs, busy, onMine, onTheirs }: ConflictProps) {
  const { t } = useTranslation()
  return (
    <div>
      <p role="alert" className={styles.conflictWords}>
        {t('results.conflict.text')}
      </p>
      <div className={styles.conflict}>
        <Reading
          typed={mine}
          title={t('results.conflict.mine')}
          choose={t('results.conflict.takeMine')}
          busy={busy}
          onChoose={onMine}
        />
        <Reading
          typed={theirs}
          title={t('results.conflict.theirs')}
          choose={t('results.conflict.takeTheirs')}
          busy={false}
          onChoose={onTheirs}
        />
      </div>
    </div>
  )
}

interface ReadingProps {
  typed: ItemTyped
  title: string
  choose: string
  busy: boolean
  onChoose: () => void
}

function Reading({ typed, title, choose, busy, onChoose }: ReadingProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.reading}>
      <h4 id={id} className={styles.label}>
        {title}
      </h4>
      <p dir="auto" className={styles.readingText}>
        {typed.text}
      </p>
      <p className={styles.state}>
        {typed.spread && typed.kind !== 'open-question' && (
          <>
            <SpreadWord spread={typed.spread} />{' '}
          </>
        )}
        {t(`results.kind.${typed.kind}`)} ·{' '}
        {typed.sources.length > 0
          ? t('results.sources', { count: typed.sources.length })
          : typed.origin
            ? t(`results.origin.${typed.origin.kind}`)
            : t('results.supplement')}
      </p>
      {typed.ownerWords !== '' && (
        <p className={styles.state}>{t('results.owner', { name: typed.ownerWords })}</p>
      )}
      <Button look="line" wide onClick={onChoose} busy={busy} busyLabel={t('results.edit.saving')}>
        {choose}
      </Button>
    </section>
  )
}
