import type { VerificationEntry } from '@augenhoehe/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { MoreButton } from '../../../platform/MoreButton.tsx'
import { usePlaceName } from '../../../platform/reference.ts'
import { EmptyState, SectionHead, SkeletonLines } from '../../../ui/index.ts'
import styles from './Administration.module.css'
import { AdministrationFrame } from './AdministrationFrame.tsx'
import { KnownOrganisations } from './KnownOrganisations.tsx'
import { ReviewCard } from './ReviewCard.tsx'

/** `/verwaltung/organisationen`: what waits for a look, oldest first, and what the staff knows by itself. */
export function VerificationsPage() {
  return (
    <AdministrationFrame current="verification">
      <Waiting />
      <KnownOrganisations />
    </AdministrationFrame>
  )
}

function Waiting() {
  const { t } = useTranslation()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['organisations.listVerifications'],
    queryFn: ({ pageParam, signal }) =>
      call('organisations.listVerifications', { ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const [chosen, setChosen] = useState('')
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  const total = data?.pages[0]?.total ?? 0
  const shown = entries.find(({ organisation }) => organisation.id === chosen) ?? entries[0]
  return (
    <section aria-labelledby="waiting" className={styles.section}>
      <SectionHead id="waiting">
        {data && total === 0
          ? t('verification.administration.verification')
          : t('verification.administration.waiting', { count: total })}
      </SectionHead>
      {error && !data && <LoadFailed error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={2} lines={2} node={false} />}
      {data && entries.length === 0 && (
        <EmptyState drawing="members" title={t('verification.administration.none')} />
      )}
      {entries.length > 1 && (
        <ul className={styles.queue}>
          {entries.map((entry) => (
            <li key={entry.organisation.id}>
              <QueueButton
                entry={entry}
                current={entry === shown}
                onChoose={() => setChosen(entry.organisation.id)}
              />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && <MoreButton onClick={() => void fetchNextPage()} busy={isFetchingNextPage} />}
      {shown && <ReviewCard key={shown.evidence.id} entry={shown} />}
    </section>
  )
}

interface QueueButtonProps {
  entry: VerificationEntry
  current: boolean
  onChoose: () => void
}

function QueueButton({ entry: { organisation, evidence }, current, onChoose }: QueueButtonProps) {
  const { formatRelativeDay } = useFormat()
  const placeName = usePlaceName()
  return (
    <button type="button" className={styles.choice} aria-pressed={current} onClick={onChoose}>
      <bdi>{organisation.name}</bdi>
      <span>
        {placeName(organisation.municipality)} · {formatRelativeDay(evidence.sentAt)}
      </span>
    </button>
  )
}
