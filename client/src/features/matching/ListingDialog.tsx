import type { Listing, OwnMembership } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../platform/i18n.ts'
import { Dialog, useToast } from '../../ui/index.ts'
import { ListingForm } from './ListingForm.tsx'

interface ListingDialogProps {
  own: Pick<OwnMembership, 'organisationId' | 'name'>
  /** Left out for a new one. */
  listing?: Listing
  onClose: () => void
}

export function ListingDialog({ own, listing, onClose }: ListingDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  return (
    <Dialog
      opened
      size="wide"
      onClose={onClose}
      title={listing ? t('matching.listing.edit') : t('matching.listing.new', { name: own.name })}
      closeLabel={t('common.close')}
    >
      <ListingForm
        organisationId={own.organisationId}
        listing={listing}
        onCancel={onClose}
        onDone={() => {
          void queries.invalidateQueries({ queryKey: ['needs.list'] })
          void queries.invalidateQueries({ queryKey: ['offers.list'] })
          onClose()
          toast.show({
            text: t(listing ? 'common.saved' : 'matching.listing.published'),
            closeLabel: t('common.close'),
          })
        }}
      />
    </Dialog>
  )
}
