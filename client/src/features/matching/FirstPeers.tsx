import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { usePlaceName } from '../../platform/reference.ts'
import { Unverified } from '../../platform/Unverified.tsx'
import { EmptyState, Link, Node, Row, Rows, SkeletonLines, Tag } from '../../ui/index.ts'
import styles from './FirstPeers.module.css'
import { useReasonWords } from './useReasonWords.ts'
import { useCategoryName } from './vocabulary.ts'

/** Three organisations to get to know, and why these. */
export function FirstPeers() {
  const { t } = useTranslation()
  const { formatList } = useFormat()
  const reasonWords = useReasonWords()
  const categoryName = useCategoryName()
  const placeName = usePlaceName()
  const { data, error, refetch } = useQuery(read('matching.firstPeers', {}))
  if (error && !data) return <LoadFailed title={t('matching.failed')} error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={3} />
  if (data.peers.length === 0) {
    return (
      <EmptyState
        drawing="members"
        size="small"
        level={3}
        title={t('welcome.peers.none')}
        action={<Link href="/organisationen">{t('welcome.peers.all')}</Link>}
      >
        {t('welcome.peers.noneText')}
      </EmptyState>
    )
  }
  const fits = data.peers.some(({ reasons }) => reasons.length > 0)
  return (
    <>
      {!fits && <p className={styles.intro}>{t('welcome.peers.noFit')}</p>}
      <Rows label={t('welcome.peers.title')}>
        {data.peers.map(({ organisation, newcomer, reasons, offers }) => {
          const href = `/organisationen/${organisation.slug}`
          return (
            <Row
              key={organisation.id}
              level={3}
              leading={<Node>{initials(organisation.name)}</Node>}
              title={<bdi>{organisation.name}</bdi>}
              href={href}
              meta={
                <>
                  {placeName(organisation.municipality)} {newcomer && <Tag>{t('matching.newcomer')}</Tag>}{' '}
                  <Unverified of={organisation} />
                </>
              }
              actions={
                <Link href={href} aria-label={t('welcome.peers.profileNamed', { name: organisation.name })}>
                  {t('welcome.peers.profile')}
                </Link>
              }
            >
              {reasons.length > 0 ? (
                <ul className={styles.reasons}>
                  {reasons.map((reason) => (
                    <li key={reason.kind}>{reasonWords(reason)}</li>
                  ))}
                </ul>
              ) : (
                offers.length > 0 && (
                  <p className={styles.reasons}>
                    {t('welcome.peers.offers', {
                      terms: formatList(offers.map(categoryName).filter(Boolean)),
                    })}
                  </p>
                )
              )}
            </Row>
          )
        })}
      </Rows>
    </>
  )
}
