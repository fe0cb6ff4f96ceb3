import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import { Banner, Button, EmptyState, Link, Rows, SkeletonLines } from '../../../ui/index.ts'
import styles from '../creating/Creating.module.css'
import { ClaimForm } from './ClaimForm.tsx'
import { OwnClaimItem } from './OwnClaimItem.tsx'

/** `/mein-verein/anfragen`: where one has asked to be let in, how that stands, and the form for one more. */
export function OwnClaimsPage() {
  const { t } = useTranslation()
  return (
    <SignInFirst>
      <UnderPage
        title={t('creating.own.title')}
        up={{ href: '/mein-verein', label: t('common.nav.own') }}
        lead={t('creating.own.lead')}
      >
        <OwnClaims />
      </UnderPage>
    </SignInFirst>
  )
}

function OwnClaims() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const wanted = params.get('verein')
  const { data, error, refetch } = useQuery(read('organisations.ownClaims', {}))
  const { data: begun } = useQuery(read('organisations.getDraft', {}))
  if (error && !data) return <LoadFailed error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={2} lines={2} node={false} />
  const { claims } = data
  const isAsked = claims.some(({ state, organisation }) => state === 'open' && organisation.slug === wanted)
  return (
    <div className={styles.steps}>
      {wanted !== null && !isAsked && <Asking slug={wanted} />}
      {claims.length === 0 && wanted === null && (
        <EmptyState
          drawing="members"
          title={t('creating.own.none')}
          action={
            <Button look="line" href="/organisationen">
              {t('creating.own.toDirectory')}
            </Button>
          }
        >
          {t('creating.own.noneText')}
        </EmptyState>
      )}
      {claims.length > 0 && (
        <Rows>
          {claims.map((claim) => (
            <OwnClaimItem key={claim.id} claim={claim} />
          ))}
        </Rows>
      )}
      {begun?.draft?.putAway && (
        <Banner tone="info" inset action={<Link href="/mein-verein/neu">{t('creating.putAway.look')}</Link>}>
          {t('creating.putAway.kept')}
        </Banner>
      )}
    </div>
  )
}

function Asking({ slug }: { slug: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('organisations.get', { slug }))
  if (error && !data) return <LoadFailed error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} node={false} />
  if (data.ownRole !== null)
    return (
      <p>
        <Link href={`/mein-verein?verein=${slug}`}>{t('creating.similar.own')}</Link>
      </p>
    )
  return <ClaimForm organisationId={data.id} name={data.name} titled />
}
