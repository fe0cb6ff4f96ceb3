import type { OwnMembership } from '@augenhoehe/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { Notice } from '../../platform/Notice.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { UnderPage } from '../../platform/UnderPage.tsx'
import { Button } from '../../ui/index.ts'
import { useMatchingNews } from './news.ts'
import { useWished } from './useWished.ts'

interface OwnFeedPageProps {
  title: string
  lead: (own: OwnMembership) => string
  children: (own: OwnMembership) => ReactNode
}

/** Around the pages about the suggestions of one's own association. */
export function OwnFeedPage(props: OwnFeedPageProps) {
  return (
    <SignInFirst>
      <OwnFeed {...props} />
    </SignInFirst>
  )
}

function OwnFeed({ title, lead, children }: OwnFeedPageProps) {
  const { t } = useTranslation()
  const own = useWished()
  useMatchingNews()
  if (!own) {
    return (
      <Page title={title}>
        <Notice drawing="members" title={t('feed.noOrganisation')} text={t('feed.noOrganisationText')}>
          <Button href="/mein-verein/neu">{t('matching.all.register')}</Button>
        </Notice>
      </Page>
    )
  }
  return (
    <UnderPage
      title={title}
      up={{ href: `/suchen-und-bieten?verein=${own.organisationId}`, label: t('matching.title') }}
      lead={lead(own)}
    >
      {children(own)}
    </UnderPage>
  )
}
