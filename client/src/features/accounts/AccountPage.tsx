import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { useMe } from '../../platform/session.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { PageHeader } from '../../ui/index.ts'
import styles from './AccountPage.module.css'
import { Appearance } from './Appearance.tsx'
import { Memberships } from './Memberships.tsx'
import { NameForm } from './NameForm.tsx'
import { SigningOut } from './SigningOut.tsx'

interface AccountPageProps {
  /** What other capabilities keep here for a person. */
  children?: ReactNode
}

export function AccountPage({ children }: AccountPageProps) {
  const { t } = useTranslation()
  const { user, memberships } = useMe()
  return (
    <SignInFirst>
      {user && (
        <Page title={t('accounts.me.title')}>
          <PageHeader title={t('accounts.me.title')} eyebrow={<bdi>{user.email}</bdi>} />
          <div className={styles.sections}>
            <Memberships memberships={memberships} />
            {children}
            <NameForm name={user.name} />
            <Appearance colourScheme={user.colourScheme} />
            <SigningOut />
          </div>
        </Page>
      )}
    </SignInFirst>
  )
}
