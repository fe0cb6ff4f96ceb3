import { IconMessages, IconMicrophone } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { FurtherWays } from '../../platform/FurtherWays.tsx'
import { Page } from '../../platform/layout.tsx'
import { IconSeekOffer, Link } from '../../ui/index.ts'
import { Door } from './Door.tsx'
import { Footer } from './Footer.tsx'
import { Proof } from './Proof.tsx'
import { StartSearch } from './StartSearch.tsx'
import styles from './WelcomePage.module.css'

interface WelcomePageProps {
  /** What is on at this moment. */
  live: ReactNode
  /** What is behind each door right now, so that no door is a mere promise. */
  threads: ReactNode
  listings: ReactNode
  sessions: ReactNode
  associations: ReactNode
}

/** For whoever has never been here: one sentence, a search, three doors and their proof. */
export function WelcomePage({ live, threads, listings, sessions, associations }: WelcomePageProps) {
  const { t } = useTranslation()
  return (
    <Page title="Augenhöhe" layout="wide" footer={<Footer />}>
      {live}
      <div className={styles.hero}>
        <div>
          <h1 className={styles.title}>{t('start.title')}</h1>
          <p className={styles.lead}>{t('start.lead')}</p>
        </div>
        <StartSearch />
      </div>
      <nav className={styles.doors} aria-label={t('start.doors')}>
        <Door href="/raeume" icon={<IconMessages aria-hidden="true" />} title={t('common.nav.rooms')}>
          {t('start.roomsText')}
        </Door>
        <Door href="/suchen-und-bieten" icon={<IconSeekOffer />} title={t('common.nav.matching')}>
          {t('start.matchingText')}
        </Door>
        <Door href="/termine" icon={<IconMicrophone aria-hidden="true" />} title={t('start.joining')}>
          {t('start.joiningText')}
        </Door>
      </nav>
      <div className={styles.ways}>
        <FurtherWays />
      </div>
      <div className={styles.proofs}>
        <Proof title={t('start.newThreads')} more={<Link href="/raeume">{t('start.allRooms')}</Link>}>
          {threads}
        </Proof>
        <Proof
          title={t('start.newListings')}
          more={<Link href="/suchen-und-bieten">{t('start.allListings')}</Link>}
        >
          {listings}
        </Proof>
        <div className={styles.several}>
          <Proof title={t('start.nextSessions')}>{sessions}</Proof>
          <Proof
            title={t('start.newOrganisations')}
            more={<Link href="/organisationen">{t('start.allOrganisations')}</Link>}
          >
            {associations}
          </Proof>
        </div>
      </div>
    </Page>
  )
}
