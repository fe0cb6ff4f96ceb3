import type { Listing, OwnMembership } from '@augenhoehe/contracts'
import { useState } from 'react'
import { Trans } from 'react-i18next'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { FollowChosen } from '../../platform/FollowChosen.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { PlaceFilter } from '../../platform/PlaceFilter.tsx'
import { MoreButton } from '../../platform/MoreButton.tsx'
import { serverTime } from '../../platform/server-time.ts'
import { useMe } from '../../platform/session.tsx'
import { Banner, Button, EmptyState, Link, SkeletonLines, WordFilter, WordSentence } from '../../ui/index.ts'
import styles from './Matching.module.css'
import { PublicListing, toSignIn } from './PublicListing.tsx'
import { RequestDialog } from './dialogs.ts'
import { usePublicListings, type ListingKind } from './useListings.ts'
import { useCategoryGroups } from './vocabulary.ts'
import { anywhere, ranges, searchOf, spans, type Wanted } from './wanted.ts'

interface AllListingsProps {
  own: OwnMembership | undefined
}

const page = 15
const kindWishes = { both: ['need', 'offer'], need: ['need'], offer: ['offer'] } as const satisfies Record<
  string,
  readonly ListingKind[]
>
type KindWish = keyof typeof kindWishes
const any = 'any'
const oneOf = <T extends string>(choices: readonly T[], value: string): T =>
  choices.find((choice) => choice === value) ?? choices[0]!

/** Needs and offers of everybody: for visitors, for people without an association, and for the curious. */
export function AllListings({ own }: AllListingsProps) {
  const { t } = useTranslation()
  const { isSignedIn } = useMe()
  const groups = useCategoryGroups()
  const [kind, setKind] = useState<KindWish>('both')
  const [category, setCategory] = useState(any)
  const [wanted, setWanted] = useState<Wanted>(anywhere)
  const want = (more: Partial<Wanted>) => setWanted((before) => ({ ...before, ...more }))
  const [today] = useState(serverTime)
  const [asking, setAsking] = useState<Listing | null>(null)
  const found = usePublicListings(
    kindWishes[kind],
    { ...(category !== any && { category }), ...searchOf(wanted, today) },
    page,
  )
  const isNarrow = kind !== 'both' || category !== any || wanted !== anywhere
  const showAll = () => {
    setKind('both')
    setCategory(any)
    setWanted(anywhere)
  }
  const closeLabel = t('common.close')

  return (
    <>
      <WordSentence>
        <Trans
          i18nKey="matching.all.sentence"
          components={{
            end: <span className={styles.together} />,
            kind: (
              <WordFilter
                label={t('matching.all.kind')}
                value={kind}
                options={(['both', 'need', 'offer'] as const).map((value) => ({
                  value,
                  label: t(`matching.all.kinds.${value}`),
                }))}
                onChange={(value) => setKind(value === 'need' || value === 'offer' ? value : 'both')}
                closeLabel={closeLabel}
              />
            ),
            category: (
              <WordFilter
                label={t('matching.all.category')}
                value={category}
                options={[
                  { value: any, label: t('matching.all.anyCategory') },
                  ...groups.flatMap(({ items }) => items),
                ]}
                onChange={setCategory}
                closeLabel={closeLabel}
              />
            ),
            place: <PlaceFilter value={wanted.place} onChange={(place) => want({ place })} />,
            range:
              wanted.place === '' ? (
                <></>
              ) : (
                <>
                  {' '}
                  <WordFilter
                    label={t('matching.all.range')}
                    value={wanted.range}
                    options={ranges.map((value) => ({ value, label: t(`matching.all.ranges.${value}`) }))}
                    onChange={(value) => want({ range: oneOf(ranges, value) })}
                    closeLabel={closeLabel}
                  />
                </>
              ),
            where: (
              <WordFilter
                label={t('matching.all.where')}
                value={wanted.remote ? 'remote' : any}
                options={([any, 'remote'] as const).map((value) => ({
                  value,
                  label: t(`matching.all.wheres.${value}`),
                }))}
                onChange={(value) => want({ remote: value === 'remote' })}
                closeLabel={closeLabel}
              />
            ),
            span: (
              <WordFilter
                label={t('matching.all.span')}
                value={wanted.span}
                options={spans.map((value) => ({ value, label: t(`matching.all.spans.${value}`) }))}
                onChange={(value) => want({ span: oneOf(spans, value) })}
                closeLabel={closeLabel}
              />
            ),
          }}
        />
      </WordSentence>
      <FollowChosen
        municipality={wanted.place || undefined}
        categories={category === any ? [] : [category]}
      />
      {!own && (
        <div className={styles.upkeep}>
          <Banner tone="info" inset>
            {t(isSignedIn ? 'matching.all.noOrganisation' : 'matching.all.visitor')}{' '}
            <Link href={isSignedIn ? '/mein-verein/neu' : toSignIn}>
              {t(isSignedIn ? 'matching.all.register' : 'matching.all.signIn')}
            </Link>
          </Banner>
        </div>
      )}
      {found.error && !found.listings && (
        <LoadFailed title={t('matching.failed')} error={found.error} onRetry={found.retry} />
      )}
      {!found.listings && !found.error && (
        <SkeletonLines label={t('common.loading')} entries={4} lines={4} node={false} cards />
      )}
      {found.listings?.length === 0 && (
        <EmptyState
          drawing="search"
          title={t('matching.all.none')}
          action={
            isNarrow && (
              <Button look="line" onClick={showAll}>
                {t('matching.emptyFilter.action')}
              </Button>
            )
          }
        >
          {t('matching.all.noneText')}
        </EmptyState>
      )}
      <div className={styles.listings} data-wide={!isSignedIn || undefined}>
        {found.listings?.map((listing) => (
          <PublicListing key={listing.id} listing={listing} own={own} onAsk={() => setAsking(listing)} />
        ))}
      </div>
      {found.more && <MoreButton onClick={found.loadMore} busy={found.loadingMore} />}
      {asking && own && (
        <RequestDialog
          own={own}
          other={{ id: asking.organisationId, ...asking.organisation }}
          listing={asking}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}
