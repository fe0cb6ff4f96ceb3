import type { Mark } from '@augenhoehe/contracts'
import { IconBookmark } from '@tabler/icons-react'
import { useTranslation } from '../../../platform/i18n.ts'
import { Link } from '../../../ui/index.ts'
import { MarkQuestion } from './MarkQuestion.tsx'
import styles from './Marks.module.css'

/** Under a contribution: what came of it, in one quiet line each. Its author is asked here as well. */
export function Outcome({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation()
  return marks.map((mark) => {
    const { id, kind, state, link, note, mayAnswer } = mark
    if (mayAnswer) return <MarkQuestion key={id} mark={mark} />
    const words =
      kind === 'task'
        ? t('results.outcome.task')
        : kind === 'result'
          ? t(state === 'done' ? 'results.outcome.inRecord' : 'results.outcome.marked')
          : t(`results.outcome.${kind}.${state}`)
    return (
      <p key={id} className={styles.quiet}>
        <IconBookmark aria-hidden="true" size={16} />
        <span>
          {words} {kind === 'task' && note && <bdi>{note}</bdi>}
        </span>
        {link && (
          <Link href={link}>
            {t(
              kind === 'result'
                ? 'results.outcome.toRecord'
                : state === 'done'
                  ? 'results.outcome.toEntry'
                  : 'results.outcome.enter',
            )}
          </Link>
        )}
      </p>
    )
  })
}
