import type { Contribution, ResultRecord, Source } from '@augenhoehe/contracts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { Button, CheckboxField, Dialog, SkeletonLines, TextField } from '../../../ui/index.ts'
import { sourceOf } from './editing.ts'
import styles from './Editor.module.css'

interface SourcesDialogProps {
  record: ResultRecord
  chosen: readonly Source[]
  onClose: () => void
  onChoose: (sources: Source[]) => void
}

const perPage = 200
const mostSources = 50

/** Which contributions a statement rests on: those that were marked first, then all of the thread. */
export function SourcesDialog({ record, chosen, onClose, onChoose }: SourcesDialogProps) {
  const { t } = useTranslation()
  const { threadId } = record
  const [sources, setSources] = useState<readonly Source[]>(chosen)
  const [words, setWords] = useState('')
  const { data: marks } = useQuery(read('results.marks', { threadId }))
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['threads.contributions', 'sources', threadId],
    queryFn: ({ pageParam, signal }) =>
      call(
        'threads.contributions',
        { threadId, limit: perPage, ...(pageParam > 0 && { beforeSeq: pageParam }) },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.moreBefore ? (page.contributions[0]?.seq ?? undefined) : undefined),
  })

  const marked = new Set(
    marks?.marks.filter(({ kind }) => kind === 'result').map(({ contributionId }) => contributionId),
  )
  const wanted = words.trim().toLocaleLowerCase()
  const all = (data?.pages.toReversed().flatMap(({ contributions }) => contributions) ?? [])
    .filter(({ state, type, seq }) => state === 'published' && type !== 'system' && seq !== null)
    .filter((one) => wanted === '' || `${one.text} ${sourceOf(one).by}`.toLocaleLowerCase().includes(wanted))
  const first = all.filter(({ id }) => marked.has(id))
  const rest = all.filter(({ id }) => !marked.has(id))
  const isChosen = (id: string) => sources.some(({ contributionId }) => contributionId === id)
  const toggle = (contribution: Contribution) =>
    setSources(
      isChosen(contribution.id)
        ? sources.filter(({ contributionId }) => contributionId !== contribution.id)
        : [...sources, sourceOf(contribution)],
    )
  const list = (label: string, some: readonly Contribution[]) =>
    some.length > 0 && (
      <fieldset className={styles.sourceGroup}>
        <legend className={styles.label}>{label}</legend>
        {some.map((one) => (
          <CheckboxField
            key={one.id}
            label={<bdi>{sourceOf(one).by}</bdi>}
            hint={<span dir="auto">{sourceOf(one).excerpt}</span>}
            checked={isChosen(one.id)}
            onChange={() => toggle(one)}
          />
        ))}
      </fieldset>
    )

  return (
    <Dialog
      opened
      onClose={onClose}
      size="wide"
      title={t('results.sourcesDialog.title')}
      closeLabel={t('common.cancel')}
      actions={
        <>
          <Button onClick={() => onChoose(sources.slice(0, mostSources))}>
            {t('results.sourcesDialog.take', { count: sources.length })}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField
          label={t('results.sourcesDialog.search')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          dir="auto"
          data-autofocus
        />
        {error && !data && <LoadFailed error={error} onRetry={refetch} size="small" />}
        {!data && !error && <SkeletonLines label={t('common.loading')} entries={3} lines={2} node={false} />}
        {data && all.length === 0 && <p className={styles.state}>{t('results.sourcesDialog.none')}</p>}
        {list(t('results.sourcesDialog.marked'), first)}
        {list(t('results.sourcesDialog.all'), rest)}
        {hasNextPage && (
          <div>
            <Button
              look="line"
              onClick={() => void fetchNextPage()}
              busy={isFetchingNextPage}
              busyLabel={t('common.loading')}
            >
              {t('results.sourcesDialog.earlier')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}
