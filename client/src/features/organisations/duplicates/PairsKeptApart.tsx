import type { KeptApart } from '@augenhoehe/contracts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { MoreButton } from '../../../platform/MoreButton.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, Row, Rows, SectionHead, useToast } from '../../../ui/index.ts'

/** What somebody looked at and found to be two associations; nothing where nobody did. */
export function PairsKeptApart() {
  const { t } = useTranslation()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['organisations.listKeptApart'],
    queryFn: ({ pageParam, signal }) =>
      call('organisations.listKeptApart', { ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const pairs = data?.pages.flatMap((page) => page.pairs) ?? []
  if (pairs.length === 0) return null
  return (
    <section aria-labelledby="kept-apart">
      <SectionHead id="kept-apart">{t('duplicates.keptTitle')}</SectionHead>
      <Rows>
        {pairs.map((pair) => (
          <Pair key={pair.id} pair={pair} />
        ))}
      </Rows>
      {hasNextPage && <MoreButton onClick={() => void fetchNextPage()} busy={isFetchingNextPage} />}
    </section>
  )
}

function Pair({ pair }: { pair: KeptApart }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const toast = useToast()
  const undoing = useMutation({
    mutationFn: () => call('organisations.undoKeepApart', { apartId: pair.id }),
    onSuccess: () => {
      toast.show({ text: t('duplicates.again'), closeLabel: t('common.close') })
      for (const key of ['organisations.listSuspicions', 'organisations.listKeptApart'])
        void queries.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <Row
      level={3}
      title={t('duplicates.pair', { one: pair.one.name, other: pair.other.name })}
      meta={t('duplicates.keptBy', { name: pair.by, day: formatDate(pair.at) })}
      actions={
        <Button look="line" busy={undoing.isPending} onClick={() => undoing.mutate()}>
          {t('duplicates.suggest')}
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
