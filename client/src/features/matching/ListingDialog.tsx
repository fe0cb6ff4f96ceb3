import type { Listing, ListingDraft, OwnMembership } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { UnverifiedLimit } from '../../platform/UnverifiedLimit.tsx'
import { Dialog, SkeletonLines, useToast } from '../../ui/index.ts'
import type { ListingEntries } from './listing-entries.ts'

/** Fields with suggestions are heavy, and most visits write nothing. */
const ListingForm = lazy(async () => ({ default: (await import('./ListingForm.tsx')).ListingForm }))

export interface ListingDialogProps {
  own: Pick<OwnMembership, 'organisationId' | 'name' | 'slug'>
  /** Left out for a new one. */
  listing?: Listing
  /** What a new one begins with. */
  begin?: Partial<ListingEntries>
  /** The contribution a new one comes of. */
  source?: ListingDraft['source']
  onClose: () => void
}

export function ListingDialog({ own, listing, begin, source, onClose }: ListingDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const { memberships } = useMe()
  const membership = memberships.find(({ organisationId }) => organisationId === own.organisationId)
  return (
    <Dialog
      opened
      onClose={onClose}
      title={listing ? t('offering.listing.edit') : t('offering.listing.new', { name: own.name })}
      closeLabel={t('common.close')}
    >
      {!listing && <UnverifiedLimit own={membership} what="listings" />}
      <Suspense fallback={<SkeletonLines label={t('common.loading')} node={false} />}>
        <ListingForm
          own={own}
          listing={listing}
          begin={begin}
          source={source}
          onCancel={onClose}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: ['needs.list'] })
            void queries.invalidateQueries({ queryKey: ['offers.list'] })
            void queries.resetQueries({ queryKey: ['matching.suggestions'] })
            if (source) void queries.invalidateQueries({ queryKey: ['results.marks'] })
            onClose()
            toast.show({
              text: t(listing ? 'common.saved' : 'offering.listing.published'),
              closeLabel: t('common.close'),
            })
          }}
        />
      </Suspense>
    </Dialog>
  )
}
