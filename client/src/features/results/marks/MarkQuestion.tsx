import type { Mark } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, MessageOutcome, useToast } from '../../../ui/index.ts'
import styles from './Marks.module.css'

/** Nothing leaves the room without its author: yes leads to the form with their words, no ends it. */
export function MarkQuestion({ mark }: { mark: Mark }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const answer = useMutation({
    mutationFn: (agree: boolean) => call('results.answerMark', { markId: mark.id, agree }),
    onSuccess: (answered, agree) => {
      void queries.invalidateQueries({ queryKey: ['results.marks'] })
      if (agree && answered.link) void navigate(answered.link)
      else
        toast.show({
          text: t(agree ? 'results.ask.agreed' : 'results.ask.declined'),
          closeLabel: t('common.close'),
        })
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey: ['results.marks'] })
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
    },
  })
  return (
    <MessageOutcome
      action={
        <span className={styles.answers}>
          <Button
            look="line"
            busy={answer.isPending && answer.variables}
            busyLabel={t('common.loading')}
            onClick={() => answer.mutate(true)}
          >
            {t('results.ask.agree')}
          </Button>
          <Button
            look="text"
            busy={answer.isPending && !answer.variables}
            busyLabel={t('common.loading')}
            onClick={() => answer.mutate(false)}
          >
            {t('results.ask.decline')}
          </Button>
        </span>
      }
    >
      {t(mark.kind === 'offer' ? 'results.ask.offer' : 'results.ask.need')}
    </MessageOutcome>
  )
}
