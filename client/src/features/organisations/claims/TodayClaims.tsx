import type { ClaimState } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
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
  const open = own?.claims.filter(({ state }) => isShown[state]) ?? []
  const asking = waiting.filter(({ count }) => count > 0)
  if (!begun?.draft && open.length === 0 && asking.length === 0) return null
  return (
    <div className={styles.claim}>
      {begun?.draft && (
        <Banner
          tone="info"
          inset
          action={
            <Link href={`/mein-verein/neu?schritt=${begun.draft.step}`}>{t('creating.today.continue')}</Link>
          }
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
      {open.map(({ id, organisation, state }) => (
        <Banner key={id} tone="info" inset>
          {t(state === 'open' ? 'creating.today.waiting' : 'creating.today.declined', {
            name: organisation.name,
          })}
        </Banner>
      ))}
    </div>
  )
}

/** Whoever was let in sees it by being in. */
const isShown: Record<ClaimState, boolean> = { open: true, declined: true, admitted: false, withdrawn: false }
