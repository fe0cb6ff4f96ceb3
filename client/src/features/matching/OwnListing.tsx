import type { Listing } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { HiddenTag } from '../../platform/HiddenTag.tsx'
import { useProblemText } from '../../platform/problem.ts'
import { ActionMenu, Button, ConfirmDialog, ListingCard, Tag, useToast } from '../../ui/index.ts'
import { ListingOrigin } from './ListingOrigin.tsx'
import { useListingMeta } from './useListingMeta.ts'
import { operationsOf } from './useListings.ts'
import { useCategoryName } from './vocabulary.ts'

interface OwnListingProps {
  listing: Listing
  /** Whether the reader runs the association. */
  isAdmin: boolean
  onEdit: () => void
}

type Settable = 'active' | 'paused' | 'fulfilled' | 'withdrawn'

export function OwnListing({ listing, isAdmin, onEdit }: OwnListingProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const categoryName = useCategoryName()
  const metaOf = useListingMeta()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const toast = useToast()
  const [confirming, setConfirming] = useState<'fulfilled' | 'withdrawn' | null>(null)
  const { id, kind, state, hiddenBy } = listing

  const change = useMutation({
    mutationFn: (to: Settable) => call(`${operationsOf[kind]}.setState`, { id, state: to }),
    onSuccess: async (_, to) => {
      setConfirming(null)
      void queries.resetQueries({ queryKey: ['matching.suggestions'] })
      await queries.invalidateQueries({ queryKey: [`${operationsOf[kind]}.list`] })
      toast.show({ text: t(`offering.listing.did.${to}`), closeLabel: t('common.close') })
    },
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  const visible =
    state === 'active' && hiddenBy === null
      ? t('offering.listing.visibleUntil', { date: formatDate(listing.expiresAt) })
      : null

  return (
    <>
      <ListingCard
        level={3}
        kind={kind}
        kindLabel={t(`matching.kind.${kind}`)}
        title={listing.title}
        tag={
          <>
            {state !== 'active' && <Tag tone="plain">{t(`offering.listing.state.${state}`)}</Tag>}
            {hiddenBy && <HiddenTag statementId={hiddenBy} mayRead={isAdmin} />}
          </>
        }
        meta={
          <>
            {[categoryName(listing.category), metaOf(listing), visible].filter(Boolean).join(' · ')}
            {listing.source && (
              <>
                {' · '}
                <ListingOrigin source={listing.source} />
              </>
            )}
          </>
        }
        actions={
          listing.mayEdit && (
            <>
              <Button look="text" onClick={onEdit}>
                {t('offering.listing.change')}
              </Button>
              {state === 'active' ? (
                <Button look="text" busy={change.isPending} onClick={() => change.mutate('paused')}>
                  {t('offering.listing.pause')}
                </Button>
              ) : (
                <Button look="text" busy={change.isPending} onClick={() => change.mutate('active')}>
                  {t(state === 'expired' ? 'offering.listing.renew' : 'offering.listing.resume')}
                </Button>
              )}
              <ActionMenu
                label={t('offering.listing.more')}
                trigger={<Button look="text">{t('offering.listing.more')}</Button>}
                items={[
                  ...(state === 'expired'
                    ? []
                    : [
                        {
                          id: 'fulfilled',
                          label: t('offering.listing.fulfil'),
                          onSelect: () => setConfirming('fulfilled'),
                        },
                      ]),
                  {
                    id: 'withdrawn',
                    label: t('offering.listing.withdraw'),
                    onSelect: () => setConfirming('withdrawn'),
                  },
                ]}
              />
            </>
          )
        }
      >
        {listing.text || undefined}
      </ListingCard>
      <ConfirmDialog
        opened={confirming !== null}
        title={t(
          confirming === 'fulfilled' ? 'offering.listing.fulfilTitle' : 'offering.listing.withdrawTitle',
        )}
        confirmLabel={t(confirming === 'fulfilled' ? 'offering.listing.fulfil' : 'offering.listing.withdraw')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => confirming && change.mutate(confirming)}
        onCancel={() => setConfirming(null)}
        busy={change.isPending}
      >
        <p>{t('offering.listing.finalText')}</p>
      </ConfirmDialog>
    </>
  )
}
