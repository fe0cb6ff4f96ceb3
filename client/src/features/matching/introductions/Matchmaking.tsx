import type { CycleReport } from '@augenhoehe/contracts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { MoreButton } from '../../../platform/MoreButton.tsx'
import { Button, Link, Row, Rows, SectionHead, SkeletonLines, Tag } from '../../../ui/index.ts'
import { useCategoryName } from '../vocabulary.ts'
import styles from './Introductions.module.css'

const introduceAt = '/verwaltung/vermittlung/vorstellen'

/** What the staff sees of the matchmaking: introductions, how fair the lists are, and what is missing. */
export function Matchmaking() {
  const { t } = useTranslation()
  return (
    <div className={styles.page}>
      <section aria-labelledby="introductions" className={styles.section}>
        <SectionHead id="introductions">{t('introductions.staff.introduce')}</SectionHead>
        <p>{t('introductions.staff.lead')}</p>
        <div>
          <Button href={introduceAt}>{t('introductions.staff.introduce')}</Button>
        </div>
        <Made />
      </section>
      <Gaps />
      <Report />
    </div>
  )
}

function Made() {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const categoryName = useCategoryName()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['matching.listIntroductions'],
    queryFn: ({ pageParam }) =>
      call('matching.listIntroductions', { limit: 10, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  if (error && !data) return <LoadFailed error={error} onRetry={refetch} size="small" />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={2} />
  const all = data.pages.flatMap((page) => page.introductions)
  if (all.length === 0) return <p className={styles.quiet}>{t('introductions.staff.noneYet')}</p>
  return (
    <>
      <Rows label={t('introductions.staff.made')}>
        {all.map(({ id, organisations, reason, category, createdAt, open }) => (
          <Row
            key={id}
            title={
              <>
                {t('introductions.staff.madeOn', { day: formatDate(createdAt) })}{' '}
                <Tag tone={open ? 'saffron' : 'plain'}>
                  {t(open ? 'introductions.staff.open' : 'introductions.staff.over')}
                </Tag>
              </>
            }
            meta={category && categoryName(category)}
          >
            <p className={styles.reason} dir="auto">
              {reason}
            </p>
            <ul>
              {organisations.map((one) => (
                <li key={one.id}>
                  <Link href={`/organisationen/${one.slug}`}>
                    <bdi>{one.name}</bdi>
                  </Link>
                  : {t(`introductions.staff.state.${one.state}`)}
                  {one.declineReason && ` · ${t(`offering.answer.reason.${one.declineReason}`)}`}
                </li>
              ))}
            </ul>
          </Row>
        ))}
      </Rows>
      {hasNextPage && <MoreButton onClick={() => void fetchNextPage()} busy={isFetchingNextPage} />}
    </>
  )
}

const firstGaps = 12

function Gaps() {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const categoryName = useCategoryName()
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQuery(read('matching.gaps', {}))
  const { data: districts } = useQuery({
    queryKey: ['reference', 'districts'],
    queryFn: () => import('@augenhoehe/reference-data/districts'),
    staleTime: Infinity,
  })
  const next = data?.unmatched.next
  return (
    <section aria-labelledby="gaps" className={styles.section}>
      <SectionHead id="gaps">{t('introductions.staff.gaps')}</SectionHead>
      <p>{t('introductions.staff.gapsLead')}</p>
      {error && !data && <LoadFailed error={error} onRetry={refetch} size="small" />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={2} />}
      {data?.gaps.length === 0 && <p className={styles.quiet}>{t('introductions.staff.noGaps')}</p>}
      {data && data.gaps.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('introductions.staff.gapCategory')}</th>
              <th scope="col">{t('introductions.staff.gapDistrict')}</th>
              <th scope="col">{t('introductions.staff.gapCount')}</th>
            </tr>
          </thead>
          <tbody>
            {data.gaps.slice(0, all ? undefined : firstGaps).map(({ category, district, needs }) => (
              <tr key={`${category} ${district}`}>
                <td>{categoryName(category)}</td>
                <td>{districts?.districtByKey(district)?.name ?? ''}</td>
                <td>{formatNumber(needs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data && !all && data.gaps.length > firstGaps && (
        <div>
          <Button look="line" onClick={() => setAll(true)}>
            {t('introductions.staff.moreGaps', { count: data.gaps.length })}
          </Button>
        </div>
      )}
      {data && (
        <div className={styles.actions}>
          <p>{t('introductions.staff.unmatched', { count: data.unmatched.count })}</p>
          {next && (
            <Button
              look="line"
              href={`${introduceAt}?${new URLSearchParams({ id: next.id, verein: next.slug, name: next.name })}`}
            >
              {t('introductions.staff.unmatchedAct')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

const firstNights = 3

function Report() {
  const { t } = useTranslation()
  const [shown, setShown] = useState(firstNights)
  const { data, error, refetch } = useQuery(read('matching.report', {}))
  return (
    <section aria-labelledby="report" className={styles.section}>
      <SectionHead id="report">{t('introductions.staff.report')}</SectionHead>
      <p>{t('introductions.staff.reportLead')}</p>
      {error && !data && <LoadFailed error={error} onRetry={refetch} size="small" />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={2} />}
      {data?.cycles.length === 0 && <p className={styles.quiet}>{t('introductions.staff.noReport')}</p>}
      {data?.cycles.slice(0, shown).map((cycle) => (
        <Night key={cycle.number} cycle={cycle} />
      ))}
      {data && data.cycles.length > shown && <MoreButton onClick={() => setShown(shown + firstNights * 3)} />}
    </section>
  )
}

function Night({ cycle }: { cycle: CycleReport }) {
  const { t } = useTranslation()
  const { formatDate, formatNumber } = useFormat()
  const percent = (share: number) =>
    t('introductions.staff.percent', { value: formatNumber(Math.round(share * 100)) })
  const figures = [
    [t('introductions.staff.organisations'), formatNumber(cycle.organisations)],
    [t('introductions.staff.coverage'), percent(cycle.coverage)],
    [t('introductions.staff.fewest'), `${formatNumber(cycle.shown.fewest)} ×`],
    [t('introductions.staff.most'), `${formatNumber(cycle.shown.most)} ×`],
    [
      t('introductions.staff.newcomers'),
      cycle.newcomers === null ? t('introductions.staff.never') : percent(cycle.newcomers),
    ],
    [
      t('introductions.staff.time'),
      t('introductions.staff.seconds', { value: formatNumber(Math.round(cycle.ms / 100) / 10) }),
    ],
  ] as const
  return (
    <article className={styles.night}>
      <h3>{t('introductions.staff.night', { day: formatDate(cycle.madeAt) })}</h3>
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Gini value={cycle.gini} />
    </article>
  )
}

/** What is aimed at, and what is hardly to be noticed. */
const aim = 0.35
const even = 0.2

/** Inequality in words, and where it lies between “all the same” and “one gets everything”. */
function Gini({ value }: { value: number }) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const words = value <= even ? 'even' : value <= aim ? 'fair' : 'uneven'
  const scale = t('introductions.staff.giniScale', { value: formatNumber(Math.round(value * 100) / 100) })
  const at = (share: number) => 6 + share * 288
  return (
    <div className={styles.gini}>
      <p>{t(`introductions.staff.giniWords.${words}`)}</p>
      <svg viewBox="0 0 300 28" preserveAspectRatio="xMinYMid" aria-hidden="true">
        <path d="M6 14h288" stroke="var(--ah-edge)" strokeWidth="2" fill="none" />
        <path d={`M6 14H${at(aim)}`} stroke="var(--ah-leaf)" strokeWidth="6" fill="none" />
        <path d={`M${at(aim)} 4v20`} stroke="var(--ah-ink-2)" strokeWidth="1.5" fill="none" />
        <circle
          cx={at(Math.min(1, value))}
          cy="14"
          r="6"
          fill="var(--ah-petrol)"
          stroke="var(--ah-paper)"
          strokeWidth="2"
        />
      </svg>
      <p className={styles.quiet}>
        {t('introductions.staff.gini')}: {scale}. {t('introductions.staff.giniAim')}
      </p>
    </div>
  )
}
