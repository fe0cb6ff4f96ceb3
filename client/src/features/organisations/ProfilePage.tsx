import type { Organisation } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { FetchedPage } from '../../platform/FetchedPage.tsx'
import { firstAnswer, firstAnswerAt } from '../../platform/first-answer.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { BarTools } from '../../platform/SearchLink.tsx'
import { Page } from '../../platform/layout.tsx'
import { useMe } from '../../platform/session.tsx'
import { withWords } from '../../platform/with-words.ts'
import { Button, later, Link, PhoneHeader } from '../../ui/index.ts'
import { ProfileActivities } from './ProfileActivities.tsx'
import { ProfileFacts } from './ProfileFacts.tsx'
import { ProfileHead } from './ProfileHead.tsx'
import { ProfileHoles } from './ProfileHoles.tsx'
import { ProfileListings } from './ProfileListings.tsx'
import { ProfileMap } from './ProfileMap.tsx'
import styles from './ProfilePage.module.css'

const ProfilePeople = later(() =>
  withWords(async () => (await import('./people/ProfilePeople.tsx')).ProfilePeople),
)

interface ProfilePageProps {
  /** What a reader can do with this association, from other capabilities. */
  actions?: (organisation: Organisation) => ReactNode
  /** What it took part in, likewise. */
  contributions?: (organisation: Organisation) => ReactNode
  /** What one rarely wants, at the foot. */
  further?: (organisation: Organisation) => ReactNode
}

export function ProfilePage(props: ProfilePageProps) {
  const { t } = useTranslation()
  const { slug = '' } = useParams()
  const { isSignedIn } = useMe()
  // What came with the page is what a visitor sees; whoever has an account may see more.
  const first = firstAnswer('organisations.get', { slug })
  const organisation = useQuery({
    ...read('organisations.get', { slug }),
    ...(first && { initialData: first, initialDataUpdatedAt: isSignedIn ? 0 : firstAnswerAt() }),
  })
  return (
    <FetchedPage title={t('common.nav.organisations')} fetched={organisation}>
      {(data) => <Profile {...props} organisation={data} />}
    </FetchedPage>
  )
}

function Profile({
  organisation,
  actions,
  contributions,
  further,
}: ProfilePageProps & { organisation: Organisation }) {
  const { t } = useTranslation()
  const { isSignedIn, user } = useMe()
  const own = organisation.ownRole !== null
  return (
    <Page
      title={organisation.name}
      layout="wide"
      header={
        <PhoneHeader
          back={{ href: '/organisationen', label: t('organisations.profile.back') }}
          tools={<BarTools />}
        >
          {t('common.nav.organisations')}
        </PhoneHeader>
      }
    >
      <div className={styles.bleed} data-columns={isSignedIn || undefined}>
        <article className={styles.profile}>
          <ProfileHead
            organisation={organisation}
            actions={
              own ? (
                <Button look="line" href={`/mein-verein?verein=${organisation.slug}`}>
                  {t('organisations.profile.toOwn')}
                </Button>
              ) : (
                actions?.(organisation)
              )
            }
          />
          <div className={styles.holes}>
            <ProfileHoles organisation={organisation} />
          </div>
          <div className={styles.columns}>
            <div className={styles.words}>
              {organisation.selfDescription === '' ? (
                <p className={styles.silent}>{t('organisations.profile.noWords')}</p>
              ) : (
                <p className={styles.self} dir="auto">
                  {organisation.selfDescription}
                </p>
              )}
              <ProfileActivities organisation={organisation} />
              <ProfileListings organisationId={organisation.id} kind="offer" />
              <ProfileListings organisationId={organisation.id} kind="need" />
              {contributions?.(organisation)}
            </div>
            <div className={`${styles.words} ${styles.beside}`}>
              <ProfileFacts organisation={organisation} />
              <ProfilePeople organisationId={organisation.id} />
              <ProfileMap organisation={organisation} />
              <div className={styles.foot}>
                <p>
                  <Link href={`/organisationen/${organisation.slug}/aushang`}>
                    {t('organisations.profile.sheet')}
                  </Link>
                </p>
                {!own && !user?.institution && (
                  <p>
                    <Link href={`/mein-verein/anfragen?verein=${organisation.slug}`}>
                      {t('organisations.profile.belong')}
                    </Link>
                  </p>
                )}
                {!own && further && <div className={styles.further}>{further(organisation)}</div>}
              </div>
            </div>
          </div>
        </article>
      </div>
    </Page>
  )
}
