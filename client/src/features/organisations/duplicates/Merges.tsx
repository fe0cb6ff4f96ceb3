import type { Merge } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, Row, Rows, SectionHead, useToast } from '../../../ui/index.ts'
import { forgetMerged } from './forget-merged.ts'

/** What was put together in the last thirty days, with the way back. */
export function Merges() {
  const { t } = useTranslation()
  const { data } = useQuery(read('organisations.merges', {}))
  if (!data) return null
  return (
    <section aria-labelledby="staff-merges">
      <SectionHead id="staff-merges">{t('creating.staff.merges')}</SectionHead>
      {data.merges.length === 0 ? (
        <p>{t('creating.staff.noMerges')}</p>
      ) : (
        <Rows>
          {data.merges.map((merge) => (
            <Merged key={merge.from.id} merge={merge} />
          ))}
        </Rows>
      )}
    </section>
  )
}

function Merged({ merge }: { merge: Merge }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const toast = useToast()
  const undoing = useMutation({
    mutationFn: () => call('organisations.undoMerge', { fromId: merge.from.id }),
    onSuccess: ({ from }) => {
      toast.show({ text: t('creating.staff.undone', { name: from.name }), closeLabel: t('common.close') })
      forgetMerged(queries)
    },
  })
  return (
    <Row
      level={3}
      title={t('creating.staff.merged', { from: merge.from.name, into: merge.into.name })}
      meta={t('creating.staff.until', { day: formatDate(merge.undoUntil) })}
      actions={
        <Button look="line" busy={undoing.isPending} onClick={() => undoing.mutate()}>
          {t('creating.staff.undo')}
        </Button>
      }
    >
      {undoing.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(undoing.error)}
          </Banner>
        </div>
      )}
    </Row>
  )
}
