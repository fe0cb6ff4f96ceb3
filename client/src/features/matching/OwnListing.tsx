import type { Listing } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { HiddenTag } from '../../platform/HiddenTag.tsx'
import { ListingFacts } from '../../platform/ListingFacts.tsx'
import { useProblemText } from '../../platform/problem.ts'
import { useNow } from '../../platform/useNow.ts'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { ActionMenu, Button, ListingCard, Tag, useToast } from '../../ui/index.ts'
import { ListingOrigin } from './ListingOrigin.tsx'
import { useListingMeta } from './useListingMeta.ts'
import { operationsOf } from './useListings.ts'
import { useListingCategory } from './vocabulary.ts'

interface OwnListingProps {
  listing: Listing
  /** Whether the reader runs the association. */
  isAdmin: boolean
  onEdit: () => void
}

type Settable = 'active' | 'paused' | 'fulfilled' | 'withdrawn'

const minuteMs = 60 * 1000
const dayMs = 24 * 60 * minuteMs
/** So many days before its end an entry may be renewed at once. */
const soonDays = 14

export function OwnListing({ listing, isAdmin, onEdit }: OwnListingProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const categoryOf = useListingCategory()
  const metaOf = useListingMeta()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const toast = useToast()
  const now = useNow(minuteMs)
  const { id, kind, state, hiddenBy } = listing

  const reread = async () => {
    void queries.resetQueries({ queryKey: ['matching.suggestions'] })
    await queries.invalidateQueries({ queryKey: [`${operationsOf[kind]}.list`] })
  }
  const onError = (error: Error) =>
    toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
  const undo = useMutation({
    mutationFn: () => call(`${operationsOf[kind]}.undo`, { id }),
    onSuccess: async () => {
      await reread()
      toast.show({ text: t('offering.listing.undone'), closeLabel: t('common.close') })
    },
    onError,
  })
  const change = useMutation({
    mutationFn: (to: Settable) => call(`${operationsOf[kind]}.setState`, { id, state: to }),
    onSuccess: async ({ undoUntil }, to) => {
      await reread()
      toast.show({
        text: t(
          to === 'active' && state === 'active' ? 'offering.listing.renewed' : `offering.listing.did.${to}`,
        ),
        closeLabel: t('common.close'),
        ...(undoUntil && { action: { label: t('common.undo'), onAction: () => undo.mutate() } }),
      })
    },
    onError,
  })

  const daysLeft = Math.ceil((Date.parse(listing.expiresAt) - now) / dayMs)
  const isSoon = state === 'active' && daysLeft <= soonDays
  const visible =
    state === 'active' && hiddenBy === null
      ? t('offering.listing.visibleUntil', { date: formatDate(listing.expiresAt) })
      : null
  const isOver = state === 'fulfilled' || state === 'withdrawn'
  const isPeriodOver = listing.until !== null && Date.parse(listing.until) + dayMs <= now
  const needsMending = listing.formerCategory !== null || isPeriodOver
  // What cannot be shown as it is begins with being put right.
  const renew = () => (needsMending ? onEdit() : change.mutate('active'))

  return (
    <ListingCard
      level={3}
      kind={kind}
      kindLabel={t(`matching.kind.${kind}`)}
      title={listing.title}
      tag={
        <>
          {state !== 'active' && <Tag tone="plain">{t(`offering.listing.state.${state}`)}</Tag>}
          {isSoon && (
            <Tag tone="saffron">{t('offering.listing.daysLeft', { count: Math.max(1, daysLeft) })}</Tag>
          )}
          {hiddenBy && <HiddenTag statementId={hiddenBy} mayRead={isAdmin} />}
        </>
      }
      facts={
        <>
          <ListingFacts of={listing} />
          {!isOver && listing.formerCategory && (
            <p>{t('offering.listing.lostCategory', { category: categoryOf(listing) })}</p>
          )}
          {state === 'expired' && isPeriodOver && <p>{t('offering.listing.periodOver')}</p>}
        </>
      }
      meta={
        <>
          {[
            categoryOf(listing),
            metaOf(listing),
            visible,
            isOver &&
              listing.undoUntil &&
              t('offering.listing.undoUntil', { date: formatDate(listing.undoUntil) }),
          ]
            .filter(Boolean)
            .join(' · ')}
          {listing.source && (
            <>
              {' · '}
              <ListingOrigin source={listing.source} />
            </>
          )}
        </>
      }
      actions={
        listing.mayEdit &&
        (isOver ? (
          listing.undoUntil && (
            <Button look="text" busy={undo.isPending} onClick={() => undo.mutate()}>
              {t('common.undo')}
            </Button>
          )
        ) : (
          <>
            {(isSoon || state === 'expired') && (
              <Button look="line" busy={change.isPending} onClick={renew}>
                {t('offering.listing.renew')}
              </Button>
            )}
            {state === 'paused' && (
              <Button look="text" busy={change.isPending} onClick={renew}>
                {t('offering.listing.resume')}
              </Button>
            )}
            <Button look="text" onClick={onEdit}>
              {t('offering.listing.change')}
            </Button>
            <ActionMenu
              label={t('offering.listing.more')}
              trigger={<Button look="text">{t('offering.listing.more')}</Button>}
              items={[
                ...(state === 'active'
                  ? [
                      ...(isSoon
                        ? []
                        : [{ id: 'renew', label: t('offering.listing.renew'), onSelect: renew }]),
                      {
                        id: 'paused',
                        label: t('offering.listing.pause'),
                        onSelect: () => change.mutate('paused'),
                      },
                    ]
                  : []),
                ...(state === 'expired'
                  ? []
                  : [
                      {
                        id: 'fulfilled',
                        label: t('offering.listing.fulfil'),
                        onSelect: () => change.mutate('fulfilled'),
                      },
                    ]),
                {
                  id: 'withdrawn',
                  label: t('offering.listing.withdraw'),
                  onSelect: () => change.mutate('withdrawn'),
                },
              ]}
            />
          </>
        ))
      }
    >
      {listing.text ? <WithTerms text={listing.text} /> : undefined}
    </ListingCard>
  )
}
