import type { WallQuestion, WallState } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import type { ActionMenuItem } from '../../ui/index.ts'
import { useLive } from './SessionContext.ts'
import { takeQuestion } from './state.ts'
import type { DeskActs } from './useDeskActs.ts'

type Decision = Exclude<WallState, 'pending' | 'merged'>

const reasonsToReject = ['asked', 'elsewhere', 'tone'] as const

/** Deciding about questions: each in two taps, with a sentence that is already written. */
export function useJudging({ act }: Pick<DeskActs, 'act'>) {
  const { t } = useTranslation()
  const { update } = useLive()

  const judge = (question: WallQuestion, to: Decision, reason?: string) =>
    void act('live.judgeQuestion', {
      questionId: question.id,
      rev: question.rev,
      to,
      ...(reason !== undefined && { reason }),
    }).then((judged) => judged && update((known) => takeQuestion(known, judged)))

  const refusals = (question: WallQuestion): ActionMenuItem[] => [
    {
      id: 'moved',
      label: t('live.judge.move'),
      onSelect: () => judge(question, 'moved', t('live.judge.movedBecause')),
    },
    ...reasonsToReject.map((reason) => ({
      id: reason,
      label: t('live.judge.reject', { reason: t(`live.judge.because.${reason}`) }),
      tone: 'danger' as const,
      onSelect: () => judge(question, 'rejected', t(`live.judge.because.${reason}`)),
    })),
  ]

  /** What may become of a question that everybody sees. */
  const choices = (question: WallQuestion, onMerge: (question: WallQuestion) => void): ActionMenuItem[] => {
    const to = (state: Decision): ActionMenuItem => ({
      id: state,
      label: t(`live.judge.${state === 'called' ? 'call' : state === 'answered' ? 'answer' : 'again'}`),
      onSelect: () => judge(question, state),
    })
    switch (question.state) {
      case 'published':
        return [to('called'), to('answered'), merge(), ...refusals(question)]
      case 'called':
        return [to('answered'), to('published'), merge(), ...refusals(question)]
      case 'answered':
        return [to('called'), to('published')]
      case 'merged':
      case 'moved':
      case 'pending':
      case 'rejected':
        return [to('published')]
    }
    function merge(): ActionMenuItem {
      return { id: 'merge', label: t('live.desk.merge'), onSelect: () => onMerge(question) }
    }
  }

  return { judge, refusals, choices }
}
