import type { OwnMembership } from '@augenhoehe/contracts'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Button, Link, ListingRow, Rows } from '../../ui/index.ts'
import { exposureHref, preferencesHref } from './feed-hrefs.ts'
import styles from './Matching.module.css'
import { groupOf } from './request-groups.ts'
import { useOwnListings } from './useListings.ts'

interface FeedContextProps {
  own: OwnMembership
  onWrite: () => void
}

const weekMs = 7 * 24 * 60 * 60 * 1000

/** Beside the suggestions: what they are made from, and what came of them. */
export function FeedContext({ own, onWrite }: FeedContextProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { listings } = useOwnListings(own.organisationId)
  const { data } = useQuery(read('matching.requests', { organisationId: own.organisationId }))
  const active = listings?.filter(({ state }) => state === 'active') ?? []
  const [since] = useState(() => new Date(Date.now() - weekMs).toISOString())
  const recent = data?.requests.filter(({ createdAt }) => createdAt >= since) ?? []
  const received = recent.filter(({ direction }) => direction === 'received').length
  const { data: exposure } = useQuery(read('matching.exposure', { organisationId: own.organisationId }))
  const waiting = data?.requests.filter((request) => groupOf(request) === 'mine').length ?? 0

  return (
    <>
      <section>
        <h2>{t('matching.context.own')}</h2>
        {active.length > 0 ? (
          <Rows label={t('matching.context.own')}>
            {active.map((listing) => (
              <ListingRow
                key={listing.id}
                kind={listing.kind}
                kindLabel={t(`matching.kind.${listing.kind}`)}
                title={listing.title}
                href="/mein-verein"
                meta={t('offering.listing.visibleUntil', { date: formatDate(listing.expiresAt) })}
              />
            ))}
          </Rows>
        ) : (
          <p className={styles.soft}>{t('matching.context.nothing')}</p>
        )}
        {own.mayWriteFor && (
          <div className={styles.contextAdd}>
            <Button look="text" icon={<IconPlus aria-hidden="true" />} onClick={onWrite}>
              {t('matching.context.add')}
            </Button>
          </div>
        )}
      </section>
      <section>
        <h2>{t('matching.context.week')}</h2>
        <p>
          {t('matching.context.received', { count: received })}{' '}
          <span className={styles.soft}>
            {t('matching.context.sent', { count: recent.length - received })}
          </span>
        </p>
        {waiting > 0 && (
          <p>
            <Link href="/suchen-und-bieten?ansicht=anfragen">
              {t('matching.context.waiting', { count: waiting })}
            </Link>
          </p>
        )}
      </section>
      <section>
        <h2>{t('matching.context.fair')}</h2>
        {exposure?.usual && <p>{t('matching.context.shown', { count: exposure.lists })}</p>}
        <p className={styles.soft}>{t('matching.context.fairText')}</p>
        <p className={styles.apart}>
          <Link href={exposureHref(own.organisationId)}>{t('matching.context.toExposure')}</Link>
        </p>
        <p className={styles.apart}>
          <Link href={preferencesHref(own.organisationId)}>{t('matching.context.toPreferences')}</Link>
        </p>
      </section>
    </>
  )
}
