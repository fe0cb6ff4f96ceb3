import type { ReactNode } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import { ViewLinks } from '../../../ui/index.ts'
import styles from './Administration.module.css'

/** What the staff does about associations, each at an address of its own. */
const views = [
  {
    id: 'verification',
    href: '/verwaltung/organisationen',
    label: 'verification.administration.verification',
  },
  { id: 'claims', href: '/verwaltung/organisationen/anfragen', label: 'creating.staff.title' },
  { id: 'stale', href: '/verwaltung/organisationen/angaben', label: 'upkeep.staff.page' },
  { id: 'imports', href: '/verwaltung/organisationen/einfuhr', label: 'tables.page' },
  { id: 'matching', href: '/verwaltung/vermittlung', label: 'introductions.staff.page' },
  { id: 'access', href: '/verwaltung/organisationen/zugang', label: 'people.restore.title' },
] as const

interface AdministrationFrameProps {
  current: (typeof views)[number]['id']
  children: ReactNode
}

/** Around every page with which the staff looks after associations. */
export function AdministrationFrame({ current, children }: AdministrationFrameProps) {
  return (
    <StaffOnly>
      <Framed current={current}>{children}</Framed>
    </StaffOnly>
  )
}

function Framed({ current, children }: AdministrationFrameProps) {
  const { t } = useTranslation()
  return (
    <UnderPage
      title={t('verification.administration.title')}
      up={{ href: '/ich', label: t('common.nav.account') }}
      lead={t('verification.administration.lead')}
      layout="wide"
    >
      <div className={styles.page}>
        <ViewLinks
          label={t('verification.administration.title')}
          links={views.map(({ id, href, label }) => ({
            id,
            href,
            label: t(label),
            current: id === current,
          }))}
        />
        {children}
      </div>
    </UnderPage>
  )
}
