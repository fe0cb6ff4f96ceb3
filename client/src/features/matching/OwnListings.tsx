import type { Listing } from '@augenhoehe/contracts'
import { IconPlus } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { UnverifiedLimit } from '../../platform/UnverifiedLimit.tsx'
import { Button, EmptyState, SectionHead, SkeletonLines } from '../../ui/index.ts'
import { ListingDialog } from './dialogs.ts'
import styles from './Matching.module.css'
import { OwnListing } from './OwnListing.tsx'
import { useOwnListings } from './useListings.ts'

interface OwnListingsProps {
  organisationId: string
}

const over = new Set<Listing['state']>(['fulfilled', 'withdrawn'])

/** What an association seeks and offers, with everything one can do about it. */
export function OwnListings({ organisationId }: OwnListingsProps) {
  const { t } = useTranslation()
  const id = useId()
  const { memberships } = useMe()
  const { listings, error, retry } = useOwnListings(organisationId)
  const [editing, setEditing] = useState<Listing | 'new' | null>(null)
  const own = memberships.find((membership) => membership.organisationId === organisationId)
  // What was closed a short time ago stays in sight, with the way back.
  const open = listings?.filter(({ state, undoUntil }) => !over.has(state) || undoUntil !== null)
  const add = own?.mayWriteFor && (
    <Button look="line" icon={<IconPlus aria-hidden="true" />} onClick={() => setEditing('new')}>
      {t('offering.listing.add')}
    </Button>
  )

  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{t('matching.context.own')}</SectionHead>
      {open && open.length > 0 && <UnverifiedLimit own={own} what="listings" />}
      {error && !listings && <LoadFailed title={t('matching.failed')} error={error} onRetry={retry} />}
      {!listings && !error && <SkeletonLines label={t('common.loading')} entries={2} node={false} />}
      {open?.length === 0 ? (
        <EmptyState drawing="matches" level={3} title={t('offering.listing.none')} action={add}>
          {t('offering.listing.noneText')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.listings}>
            {open?.map((listing) => (
              <OwnListing
                key={listing.id}
                listing={listing}
                isAdmin={own?.role === 'admin'}
                onEdit={() => setEditing(listing)}
              />
            ))}
          </div>
          <div className={styles.actions}>{add}</div>
        </>
      )}
      {editing && own && (
        <ListingDialog
          own={own}
          {...(editing !== 'new' && { listing: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  )
}
