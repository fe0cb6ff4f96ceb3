import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { PageContents } from '../../platform/PageContents.tsx'
import { useMe } from '../../platform/session.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { useIsStaff } from '../../platform/StaffOnly.tsx'
import { withWords } from '../../platform/with-words.ts'
import { later, PageHeader } from '../../ui/index.ts'
import styles from './AccountPage.module.css'
import { Appearance } from './Appearance.tsx'
import { Installing } from './Installing.tsx'
import { Memberships } from './Memberships.tsx'
import { NameForm } from './NameForm.tsx'
import { Office } from './Office.tsx'
import { OwnData } from './OwnData.tsx'
import { OwnSecurity } from './security/OwnSecurity.tsx'
import { SigningOut } from './SigningOut.tsx'
import { Togetherness } from './Togetherness.tsx'

const Administration = later(() =>
  withWords(async () => (await import('./affiliations/pages.ts')).Administration),
)

interface AccountPageProps {
  /** What other capabilities keep here for a person. */
  children?: ReactNode
}

export function AccountPage({ children }: AccountPageProps) {
  const { t } = useTranslation()
  const { user, memberships } = useMe()
  const isStaff = useIsStaff()
  return (
    <SignInFirst>
      {user && (
        <Page title={t('me.title')} context={<PageContents />} contextLabel={t('common.onThisPage')}>
          <PageHeader title={t('me.title')} eyebrow={<bdi>{user.email}</bdi>} />
          <div className={styles.sections}>
            {user.institution ? (
              <Office office={user.institution} />
            ) : (
              <Memberships memberships={memberships} />
            )}
            {isStaff && <Administration />}
            {children}
            <NameForm name={user.name} />
            <OwnSecurity />
            <Appearance colourScheme={user.colourScheme} />
            <Togetherness presence={user.presence} />
            <Installing />
            <OwnData />
            <SigningOut userId={user.id} />
          </div>
        </Page>
      )}
    </SignInFirst>
  )
}
