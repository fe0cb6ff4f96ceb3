import type { Mark } from '@augenhoehe/contracts'
import { useTranslation } from '../../../platform/i18n.ts'
import { Link, MessageOutcome } from '../../../ui/index.ts'
import { MarkQuestion } from './MarkQuestion.tsx'

/** Under a contribution: what came of it, in one quiet line each. Its author is asked here as well. */
export function Outcome({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation()
  return marks.map((mark) => {
    const { id, kind, state, link, note, mayAnswer } = mark
    if (mayAnswer) return <MarkQuestion key={id} mark={mark} />
    if (kind === 'task')
      return (
        <MessageOutcome key={id}>
          {t('results.outcome.task')} {note && <bdi>{note}</bdi>}
        </MessageOutcome>
      )
    const words =
      kind === 'result'
        ? t(state === 'done' ? 'results.outcome.inRecord' : 'results.outcome.marked')
        : t(`results.outcome.${kind}.${state}`)
    return (
      <MessageOutcome
        key={id}
        action={
          link && (
            <Link href={link}>
              {t(kind === 'result' ? 'results.outcome.toRecord' : 'results.outcome.enter')}
            </Link>
          )
        }
      >
        {words}
      </MessageOutcome>
    )
  })
}
