import type { OwnClaim } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useMe } from '../../../platform/session.tsx'
import { Banner, Link } from '../../../ui/index.ts'
import styles from '../creating/Creating.module.css'

/** What one has begun, asked for or has to decide about associations. Where there is nothing, nothing is said. */
export function TodayClaims() {
  const { t } = useTranslation()
  const { user, memberships } = useMe()
  const mayBelong = user !== null && !user.institution
  const { data: begun } = useQuery({ ...read('organisations.getDraft', {}), enabled: mayBelong })
  const { data: own } = useQuery({ ...read('organisations.ownClaims', {}), enabled: mayBelong })
  const run = memberships.filter(({ role }) => role === 'admin')
  const { data: waiting = [] } = useQuery({
    queryKey: ['organisations.listClaims', 'today', run.map(({ organisationId }) => organisationId)],
    queryFn: async ({ signal }) =>
      Promise.all(
        run.map(async ({ organisationId, slug, name }) => {
          const { claims } = await call('organisations.listClaims', { organisationId }, signal)
          return { slug, name, count: claims.length }
        }),
      ),
    enabled: run.length > 0,
  })
  const open = own?.claims.filter(isShown) ?? []
  const asking = waiting.filter(({ count }) => count > 0)
  const draft = begun?.draft?.putAway ? null : begun?.draft
  if (!draft && open.length === 0 && asking.length === 0) return null
  return (
    <div className={styles.claim}>
      {draft && (
        <Banner
          tone="info"
          inset
          action={<Link href={`/mein-verein/neu?schritt=${draft.step}`}>{t('creating.today.continue')}</Link>}
        >
          {t('creating.today.begun')}
        </Banner>
      )}
      {asking.map(({ slug, name, count }) => (
        <Banner
          key={slug}
          tone="info"
          inset
          action={<Link href={`/mein-verein?verein=${slug}`}>{t('creating.today.decide')}</Link>}
        >
          {t('creating.today.asking', { count, name })}
        </Banner>
      ))}
      {open.map((claim) => (
        <Standing key={claim.id} claim={claim} />
      ))}
    </div>
  )
}

function Standing({ claim: { id: claimId, organisation, state } }: { claim: OwnClaim }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const see = useMutation({
    mutationFn: () => call('organisations.seeClaim', { claimId }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['organisations.ownClaims'] }),
  })
  return (
    <Banner
      tone="info"
      inset
      action={
        <Link
          href={state === 'admitted' ? `/mein-verein?verein=${organisation.slug}` : '/mein-verein/anfragen'}
        >
          {t(state === 'admitted' ? 'creating.own.open' : 'creating.today.look')}
        </Link>
      }
      {...(state !== 'open' && { onClose: () => see.mutate(), closeLabel: t('creating.today.seen') })}
    >
      {t(`creating.today.${said[state]}`, { name: organisation.name })}
    </Banner>
  )
}

/** What waits, and what was decided and not yet read. */
const isShown = ({ state, seen }: OwnClaim) => state === 'open' || (state !== 'withdrawn' && !seen)
const said = { open: 'waiting', admitted: 'admitted', declined: 'declined', withdrawn: 'declined' } as const
