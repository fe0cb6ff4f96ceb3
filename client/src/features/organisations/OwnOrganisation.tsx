import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { HiddenTag } from '../../platform/HiddenTag.tsx'
import { Upkeep } from '../../platform/later-upkeep.ts'
import { Page } from '../../platform/layout.tsx'
import { PageContents } from '../../platform/PageContents.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useActing, useMe } from '../../platform/session.tsx'
import { Button, Link, PageHeader, SkeletonLines, ViewLinks } from '../../ui/index.ts'
import { Claims } from './claims/Claims.tsx'
import { Members } from './Members.tsx'
import { NoOrganisation } from './NoOrganisation.tsx'
import styles from './OwnOrganisation.module.css'
import { OwnProfile } from './OwnProfile.tsx'
import { OwnVerification } from './verification/OwnVerification.tsx'

export interface OwnOrganisationProps {
  /** What other capabilities put here, for the association shown. */
  children?: ((organisationId: string) => ReactNode) | undefined
}

export function OwnOrganisation({ children }: OwnOrganisationProps) {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const { memberships } = useMe()
  const { acting } = useActing()
  const wanted = params.get('verein')
  const shown = memberships.find(({ slug }) => slug === wanted) ?? acting ?? memberships[0]
  const {
    data: organisation,
    error,
    refetch,
  } = useQuery({
    ...read('organisations.get', { slug: shown?.slug ?? '' }),
    enabled: shown !== undefined,
  })

  if (!shown) return <NoOrganisation />
  return (
    <Page title={t('common.nav.own')} context={<PageContents />} contextLabel={t('common.onThisPage')}>
      <PageHeader
        eyebrow={t('common.nav.own')}
        title={<bdi>{shown.name}</bdi>}
        facts={
          <>
            <Link href={`/organisationen/${shown.slug}`}>{t('membership.ownPage.toProfile')}</Link>
            {organisation?.hiddenBy && (
              <HiddenTag statementId={organisation.hiddenBy} mayRead={organisation.ownRole === 'admin'} />
            )}
          </>
        }
      />
      {memberships.length > 1 && (
        <ViewLinks
          label={t('accounts.me.organisations')}
          links={memberships.map(({ organisationId, name, slug }) => ({
            id: organisationId,
            href: `/mein-verein?verein=${slug}`,
            label: name,
            current: organisationId === shown.organisationId,
          }))}
        />
      )}
      <div className={styles.sections} key={shown.organisationId}>
        <Upkeep organisationId={shown.organisationId} />
        {children?.(shown.organisationId)}
        {error && !organisation ? (
          <LoadFailed error={error} onRetry={refetch} />
        ) : organisation ? (
          <>
            <OwnProfile organisation={organisation} />
            {organisation.ownRole === 'admin' && <Claims organisationId={organisation.id} />}
            {organisation.ownRole === 'admin' && <OwnVerification organisation={organisation} />}
            <Members organisation={organisation} />
          </>
        ) : (
          <SkeletonLines label={t('common.loading')} />
        )}
        <p className={styles.quiet}>
          <Button look="text" href="/mein-verein/neu">
            {t('membership.ownPage.another')}
          </Button>
        </p>
      </div>
    </Page>
  )
}
