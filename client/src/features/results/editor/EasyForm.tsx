import type { ResultRecord } from '@augenhoehe/contracts'
import { useId } from 'react'
import { ClearField } from '../../../platform/clarity/ClearField.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button } from '../../../ui/index.ts'
import styles from './Editor.module.css'
import type { EasyWriting } from './useEasyText.ts'

/** Below the statements: the same in Einfache Sprache, for whoever reads German with effort. */
export function EasyForm({ record, writing }: { record: ResultRecord; writing: EasyWriting }) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const id = useId()
  const { text, standing, save } = writing
  const length = Array.from(text.trim()).length
  const isShort = length > 0 && length < 3
  const failed = save.error && !isProblem(save.error, 'conflict')
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.question}>
        <h2 id={id}>{t('results.easy.title')}</h2>
      </div>
      <div
        className={styles.fields}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget) && !isShort) writing.store()
        }}
      >
        <ClearField
          label={t('results.easy.label')}
          hint={t('results.easy.hint')}
          value={text}
          onChange={(event) => writing.change(event.currentTarget.value)}
          error={isShort ? t('results.edit.missing.text') : undefined}
          maxLength={5000}
          minRows={4}
          maxRows={24}
          lang="de-simple"
          dir="auto"
        />
        {standing === 'conflict' && (
          <div>
            <p role="alert" className={styles.conflictWords}>
              {t('results.easy.conflict')}
            </p>
            <div className={styles.reading}>
              <p dir="auto" className={styles.readingText}>
                {record.easyText ?? t('results.easy.takenAway')}
              </p>
              <div className={styles.foot}>
                <Button
                  look="line"
                  onClick={writing.takeMine}
                  busy={save.isPending}
                  busyLabel={t('results.edit.saving')}
                >
                  {t('results.conflict.takeMine')}
                </Button>
                <Button look="line" onClick={writing.takeTheirs}>
                  {t('results.conflict.takeTheirs')}
                </Button>
              </div>
            </div>
          </div>
        )}
        {failed && (
          <div role="alert">
            <Banner tone="problem" inset>
              {problemText(save.error)}
            </Banner>
          </div>
        )}
        {standing !== 'conflict' && (
          <div className={styles.foot}>
            <Button
              look="line"
              onClick={isShort ? undefined : writing.store}
              busy={save.isPending}
              busyLabel={t('results.edit.saving')}
              aria-disabled={isShort || undefined}
            >
              {t('results.easy.save')}
            </Button>
            <output className={styles.state} data-state={standing}>
              {standing === 'unsaved'
                ? t('results.edit.unsaved')
                : record.easyText !== null && t('results.edit.saved')}
            </output>
          </div>
        )}
      </div>
    </section>
  )
}
