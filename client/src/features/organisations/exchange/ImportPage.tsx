import type { ImportRowKind, ImportRun } from '@augenhoehe/contracts'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { MoreButton } from '../../../platform/MoreButton.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import {
  Banner,
  Button,
  ChoiceChip,
  ConfirmDialog,
  Link,
  PageHeader,
  Rows,
  SectionHead,
  SkeletonLines,
} from '../../../ui/index.ts'
import styles from './Exchange.module.css'
import { ImportRowItem } from './ImportRowItem.tsx'
import { StartForm } from './StartForm.tsx'

const kinds: readonly ImportRowKind[] = ['faulty', 'choice', 'duplicate', 'changed', 'new', 'unchanged']
const rowsAtOnce = 50

export function ImportPage() {
  return (
    <StaffOnly>
      <Import />
    </StaffOnly>
  )
}

const isMoving = ({ state }: ImportRun) => state === 'running' || state === 'undoing'

function Import() {
  const { t } = useTranslation()
  const { import: importId = '' } = useParams()
  const run = useQuery({
    ...read('organisations.getImport', { importId }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1000 : false),
  })
  return (
    <FetchedPage title={t('tables.title')} fetched={run}>
      {(data) => (
        <Page title={t('tables.title')}>
          <Link href="/verwaltung/organisationen/einfuhr" className={styles.template}>
            {t('tables.title')}
          </Link>
          <ImportView run={data} />
        </Page>
      )}
    </FetchedPage>
  )
}

function ImportView({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader
        title={<bdi>{run.fileName || t('tables.unnamed')}</bdi>}
        lead={[
          t(`tables.state.${run.state}`),
          t('tables.rows', { count: run.rows }),
          t(`tables.encoding.${run.encoding}`),
        ].join(' · ')}
      />
      <div className={styles.sections}>
        {run.state === 'preview' ? <StartForm run={run} /> : <Progress run={run} />}
        {run.ignored.length > 0 && (
          <section aria-labelledby="ignored">
            <SectionHead id="ignored">{t('tables.ignored.title')}</SectionHead>
            <ul className={styles.list}>
              {run.ignored.map(({ header, reason }) => (
                <li key={header}>
                  <bdi>{header}</bdi>: {t(`tables.ignored.${reason}`)}
                </li>
              ))}
            </ul>
          </section>
        )}
        <ImportRows run={run} />
      </div>
    </>
  )
}

/** How far it is, what came of it, and the ways back. */
function Progress({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const changed = async () => {
    setAsking(false)
    await Promise.all(
      ['organisations.getImport', 'organisations.importRows', 'organisations.listImports'].map((name) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
    )
  }
  const input = { importId: run.id }
  const cancel = useMutation({
    mutationFn: () => call('organisations.cancelImport', input),
    onSettled: changed,
  })
  const undo = useMutation({ mutationFn: () => call('organisations.undoImport', input), onSettled: changed })
  const failure = cancel.error ?? undo.error
  const outcomes = (['created', 'updated', 'skipped', 'failed', 'undone', 'kept'] as const).filter(
    (one) => (run.outcomes[one] ?? 0) > 0,
  )
  return (
    <section aria-labelledby="progress">
      <SectionHead id="progress">{t('tables.progress.title')}</SectionHead>
      {failure && (
        <Banner tone="problem" inset>
          {problemText(failure)}
        </Banner>
      )}
      {isMoving(run) && (
        <progress
          className={styles.progress}
          aria-label={t(`tables.state.${run.state}`)}
          value={run.state === 'running' ? run.position : undefined}
          max={run.rows}
        />
      )}
      <p aria-live="polite">{run.state !== 'preview' && t(`tables.progress.${run.state}`)}</p>
      <ul className={styles.list}>
        {outcomes.map((outcome) => (
          <li key={outcome}>{t(`tables.outcomes.${outcome}`, { count: run.outcomes[outcome] ?? 0 })}</li>
        ))}
      </ul>
      <div className={styles.actions}>
        {run.state === 'running' && (
          <Button look="line" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('tables.progress.cancel')}
          </Button>
        )}
        {!isMoving(run) && (
          <a className={styles.template} href={`/api/administration/imports/${run.id}/report.csv`} download>
            {t('tables.progress.report')}
          </a>
        )}
        {run.undoUntil !== null && (
          <Button look="line" busy={undo.isPending} onClick={() => setAsking(true)}>
            {t('tables.undo.button')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asking}
        title={t('tables.undo.title')}
        confirmLabel={t('tables.undo.confirm')}
        cancelLabel={t('common.cancel')}
        busy={undo.isPending}
        onConfirm={() => undo.mutate()}
        onCancel={() => setAsking(false)}
      >
        {t('tables.undo.words')}
      </ConfirmDialog>
    </section>
  )
}

/** The rows of the file, those that need somebody first by a filter. */
function ImportRows({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<ImportRowKind>()
  const input = { importId: run.id, ...(kind && { kind }), limit: rowsAtOnce }
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['organisations.importRows', input, run.state],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call('organisations.importRows', { ...input, after: pageParam }, signal),
    getNextPageParam: ({ rows, more }) => (more ? rows.at(-1)?.line : undefined),
  })
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section aria-labelledby="rows">
      <SectionHead id="rows">{t('tables.preview.rows')}</SectionHead>
      <fieldset className={styles.filter} aria-labelledby="rows">
        <ChoiceChip type="radio" name="kind" checked={kind === undefined} onChange={() => setKind(undefined)}>
          {t('tables.preview.all', { count: run.rows })}
        </ChoiceChip>
        {kinds
          .filter((one) => (run.kinds[one] ?? 0) > 0)
          .map((one) => (
            <ChoiceChip
              key={one}
              type="radio"
              name="kind"
              checked={kind === one}
              onChange={() => setKind(one)}
            >
              {t(`tables.kinds.${one}`, { count: run.kinds[one] ?? 0 })}
            </ChoiceChip>
          ))}
      </fieldset>
      {error && !data && <LoadFailed title={t('tables.failed')} error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={4} lines={2} node={false} />}
      {data && rows.length === 0 && <p>{t('tables.preview.noneLeft')}</p>}
      <Rows>
        {rows.map((row) => (
          <ImportRowItem key={row.line} importId={run.id} row={row} open={run.state === 'preview'} />
        ))}
      </Rows>
      {hasNextPage && <MoreButton busy={isFetchingNextPage} onClick={() => void fetchNextPage()} />}
    </section>
  )
}
