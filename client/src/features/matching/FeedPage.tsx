import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { PageWaiting } from '../../platform/PageWaiting.tsx'
import { useActing, useMe } from '../../platform/session.tsx'
import { Button, PageHeader, ViewLinks } from '../../ui/index.ts'
import { AllListings } from './AllListings.tsx'
import { FeedContext } from './FeedContext.tsx'
import { Introductions, ListingDialog, MarkedListing } from './dialogs.ts'
import styles from './Matching.module.css'
import { Requests } from './Requests.tsx'
import { Suggestions } from './Suggestions.tsx'
import { useMatchingNews } from './news.ts'

const views = ['passend', 'anfragen', 'alle'] as const
const kinds = ['need', 'offer'] as const
type View = (typeof views)[number]

export function FeedPage() {
  const { isPending } = useMe()
  return isPending ? <PageWaiting /> : <Feed />
}

function Feed() {
  const { t } = useTranslation()
  const { memberships, isSignedIn } = useMe()
  const { acting } = useActing()
  const [search, setSearch] = useSearchParams()
  const [writing, setWriting] = useState(false)
  // Somebody has agreed that their contribution becomes an entry.
  const begun = kinds.find((kind) => kind === search.get('neu'))
  const wished = search.get('verein')
  const own = memberships.find(({ organisationId }) => organisationId === wished) ?? acting ?? memberships[0]
  const view: View = own ? (views.find((one) => one === search.get('ansicht')) ?? 'passend') : 'alle'
  useMatchingNews()

  const hrefOf = (to: View) => {
    const next = new URLSearchParams({
      ...(to !== 'passend' && { ansicht: to }),
      ...(wished && { verein: wished }),
    })
    return `/suchen-und-bieten${next.size > 0 ? `?${next}` : ''}`
  }

  return (
    <Page
      title={t('matching.title')}
      layout={isSignedIn ? 'page' : 'wide'}
      context={own && <FeedContext own={own} onWrite={() => setWriting(true)} />}
      contextLabel={t('matching.context.label')}
    >
      <PageHeader
        title={t('matching.title')}
        lead={own ? undefined : t('matching.lead')}
        actionsPlace="beside"
        actions={
          own?.mayWriteFor && (
            <Button look="line" icon={<IconPlus aria-hidden="true" />} onClick={() => setWriting(true)}>
              {t('offering.listing.add')}
            </Button>
          )
        }
      />
      {own && (
        <div className={styles.views}>
          <ViewLinks
            label={t('matching.view')}
            links={views.map((one) => ({
              id: one,
              href: hrefOf(one),
              label: t(`matching.views.${one}`),
              current: one === view,
            }))}
          />
        </div>
      )}
      {own && view === 'passend' && <Introductions key={`${own.organisationId} staff`} own={own} />}
      {own && view === 'passend' && (
        <Suggestions
          key={own.organisationId}
          own={own}
          onChoose={(organisationId) => setSearch({ verein: organisationId })}
        />
      )}
      {own && view === 'anfragen' && <Requests organisationId={own.organisationId} />}
      {view === 'alle' && <AllListings own={own} />}
      {begun && own?.mayWriteFor && (
        <MarkedListing
          own={own}
          kind={begun}
          threadId={search.get('gespraech') ?? ''}
          contributionId={search.get('beitrag') ?? ''}
          onClose={() => setSearch({}, { replace: true })}
        />
      )}
      {writing && own && <ListingDialog own={own} onClose={() => setWriting(false)} />}
    </Page>
  )
}
