import type { Contribution, Mark, MarkKind } from '@augenhoehe/contracts'
import { IconBookmark, IconBookmarkOff, IconChecklist } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { IconSeekOffer, later, useToast, type ActionMenuItem } from '../../../ui/index.ts'
import { useResultNews } from '../useRecord.ts'
import { Outcome } from './Outcome.tsx'
import type { MarkActs } from './ResultActs.tsx'

const TaskDialog = later(async () => (await import('./TaskDialog.tsx')).TaskDialog)

interface MarksProps {
  threadId: string
  onActs: (acts: MarkActs) => void
}

const kinds: readonly MarkKind[] = ['result', 'need', 'offer', 'task']

const shown = (marks: readonly Mark[]) => <Outcome marks={marks} />

const icons = {
  result: <IconBookmark aria-hidden="true" />,
  need: <IconSeekOffer />,
  offer: <IconSeekOffer />,
  task: <IconChecklist aria-hidden="true" />,
}

/** Knows the marks of a thread and hands out what can be done; draws nothing but its dialog. */
export function Marks({ threadId, onActs }: MarksProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  useResultNews()
  const asked = read('results.marks', { threadId })
  const { data } = useQuery({ ...asked, staleTime: 60_000 })
  const [task, setTask] = useState<Contribution | null>(null)

  const again = () => queries.invalidateQueries({ queryKey: ['results.marks'] })
  const onError = (error: Error) => {
    void again()
    toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
  }
  const { mutate: unmark } = useMutation({
    mutationFn: (markId: string) => call('results.unmark', { markId }),
    onSuccess: again,
    onError,
  })
  const { mutate: mark } = useMutation({
    mutationFn: ({ contributionId, kind }: { contributionId: string; kind: MarkKind }) =>
      call('results.mark', { threadId, contributionId, kind }),
    onSuccess: (stored) => {
      void again()
      toast.show({
        text: t(`results.mark.done.${stored.kind}`),
        closeLabel: t('common.close'),
        action: { label: t('common.undo'), onAction: () => unmark(stored.id) },
      })
    },
    onError,
  })

  const marks = data?.marks
  const mayMark = data?.mayMark ?? false
  const acts = useMemo((): MarkActs => {
    const of = new Map<string, Mark[]>()
    for (const one of marks ?? []) {
      of.set(one.contributionId, [...(of.get(one.contributionId) ?? []), one])
    }
    return {
      itemsFor(contribution: Contribution) {
        if (!mayMark || contribution.state !== 'published' || contribution.seq === null) return []
        const own = of.get(contribution.id) ?? []
        return kinds.flatMap((kind): ActionMenuItem[] => {
          const known = own.find((one) => one.kind === kind)
          if (known?.state === 'done') return []
          if (known)
            return [
              {
                id: `unmark-${kind}`,
                label: t(`results.mark.undo.${kind}`),
                icon: <IconBookmarkOff aria-hidden="true" />,
                onSelect: () => unmark(known.id),
              },
            ]
          return [
            {
              id: `mark-${kind}`,
              label: t(`results.mark.as.${kind}`),
              icon: icons[kind],
              onSelect: () =>
                kind === 'task' ? setTask(contribution) : mark({ contributionId: contribution.id, kind }),
            },
          ]
        })
      },
      outcomeOf(contribution: Contribution) {
        const own = of.get(contribution.id)
        return own && contribution.state === 'published' ? shown(own) : undefined
      },
    }
  }, [marks, mayMark, t, mark, unmark])
  useEffect(() => onActs(acts), [acts, onActs])

  return task && <TaskDialog contribution={task} onClose={() => setTask(null)} />
}
