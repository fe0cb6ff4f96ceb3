import type { Suspicion, SuspectedEntry } from '@augenhoehe/contracts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { MoreButton } from '../../../platform/MoreButton.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { usePlaceName } from '../../../platform/reference.ts'
import { Banner, Button, EmptyState, Link, SectionHead, SkeletonLines, useToast } from '../../../ui/index.ts'
import styles from './Duplicates.module.css'
import { MergeDialog } from './MergeDialog.tsx'

/** Entries that may be the same association, for the staff: put them together, or note that they are two. */
export function SuspectedDuplicates() {
  const { t } = useTranslation()
  const [merging, setMerging] = useState<Suspicion | null>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['organisations.listSuspicions'],
    queryFn: ({ pageParam, signal }) =>
      call('organisations.listSuspicions', { ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const suspicions = data?.pages.flatMap((page) => page.suspicions) ?? []
  const total = data?.pages[0]?.total ?? 0
  return (
    <section aria-labelledby="suspicions">
      <SectionHead id="suspicions" action={total > 0 && t('duplicates.count', { count: total })}>
        {t('duplicates.title')}
      </SectionHead>
      {error && !data && <LoadFailed error={error} onRetry={refetch} size="small" />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={2} lines={2} node={false} />}
      {data && suspicions.length === 0 && (
        <EmptyState drawing="quiet" size="small" level={3} title={t('duplicates.none')}>
          {t('duplicates.noneText')}
        </EmptyState>
      )}
      {suspicions.length > 0 && (
        <>
          <p className={styles.quiet}>{t('duplicates.lead')}</p>
          <ul className={styles.pairs}>
            {suspicions.map((suspicion) => (
              <Pair
                key={`${suspicion.from.id} ${suspicion.into.id}`}
                suspicion={suspicion}
                onMerge={() => setMerging(suspicion)}
              />
            ))}
          </ul>
        </>
      )}
      {hasNextPage && <MoreButton onClick={() => void fetchNextPage()} busy={isFetchingNextPage} />}
      {merging && (
        <MergeDialog
          two={[merging.into, merging.from]}
          fuller={merging.into.id}
          onClose={() => setMerging(null)}
        />
      )}
    </section>
  )
}

function Pair({ suspicion, onMerge }: { suspicion: Suspicion; onMerge: () => void }) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const toast = useToast()
  const { into, from, reasons, mayDecide } = suspicion
  const changed = () => {
    for (const key of ['organisations.listSuspicions', 'organisations.listKeptApart'])
      void queries.invalidateQueries({ queryKey: [key] })
  }
  const undoing = useMutation({
    mutationFn: (apartId: string) => call('organisations.undoKeepApart', { apartId }),
    onSettled: changed,
  })
  const keeping = useMutation({
    mutationFn: () => call('organisations.keepApart', { oneId: into.id, otherId: from.id }),
    onSuccess: ({ id }) => {
      toast.show({
        text: t('duplicates.kept', { one: into.name, other: from.name }),
        action: { label: t('common.undo'), onAction: () => undoing.mutate(id) },
        closeLabel: t('common.close'),
      })
      changed()
    },
  })
  return (
    <li className={styles.pair}>
      <div className={styles.both}>
        <Entry entry={into} />
        <Entry entry={from} />
      </div>
      <p className={styles.quiet}>
        {t('duplicates.why', { reasons: reasons.map((one) => t(`duplicates.reason.${one}`)).join(' · ') })}
      </p>
      {mayDecide ? (
        <div className={styles.acts}>
          <Button
            look="line"
            onClick={onMerge}
            aria-label={t('duplicates.mergeThese', { one: into.name, other: from.name })}
          >
            {t('duplicates.merge')}
          </Button>
          <Button
            look="text"
            busy={keeping.isPending}
            onClick={() => keeping.mutate()}
            aria-label={t('duplicates.apartThese', { one: into.name, other: from.name })}
          >
            {t('duplicates.apart')}
          </Button>
        </div>
      ) : (
        <p className={styles.quiet}>{t('duplicates.own')}</p>
      )}
      {keeping.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(keeping.error)}
          </Banner>
        </div>
      )}
    </li>
  )
}

function Entry({ entry }: { entry: SuspectedEntry }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const placeName = usePlaceName()
  return (
    <div>
      <h3 className={styles.name}>
        <Link href={`/organisationen/${entry.slug}`} quiet>
          <bdi>{entry.name}</bdi>
        </Link>
      </h3>
      <p className={styles.quiet}>
        {[
          placeName(entry.municipality),
          entry.members > 0 ? t('duplicates.members', { count: entry.members }) : t('duplicates.nobody'),
          t(entry.verified ? 'organisations.verified' : 'organisations.unverified'),
          t('duplicates.confirmed', { day: formatDate(entry.confirmedAt) }),
          entry.enteredByCentre && t('duplicates.byCentre'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}
