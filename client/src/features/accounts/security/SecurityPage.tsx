import { useTranslation } from '../../../platform/i18n.ts'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import styles from '../AccountPage.module.css'
import { PasswordForm } from './PasswordForm.tsx'

/** How one’s account is protected. */
export function SecurityPage() {
  const { t } = useTranslation()
  return (
    <SignInFirst>
      <UnderPage
        title={t('security.title')}
        lead={t('security.lead')}
        up={{ href: '/ich', label: t('common.nav.account') }}
      >
        <div className={styles.sections}>
          <PasswordForm />
        </div>
      </UnderPage>
    </SignInFirst>
  )
}
