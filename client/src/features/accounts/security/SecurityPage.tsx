import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslation } from '../../../platform/i18n.ts'
import { useMe } from '../../../platform/session.tsx'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import { Banner } from '../../../ui/index.ts'
import styles from '../AccountPage.module.css'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'

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
        <Protection />
      </UnderPage>
    </SignInFirst>
  )
}

function Protection() {
  const { t } = useTranslation()
  const { user } = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  // Whoever was led here goes on to where everything is open now.
  const [wasLed] = useState(user?.lacksSecondFactor === true)
  const handleKept = async () => {
    if (!wasLed) return
    // As long as it is not known here that everything is open, one would be led back.
    await queries.invalidateQueries({ queryKey: ['accounts.me'] })
    void navigate('/')
  }
  return (
    <div className={styles.sections}>
      {user?.lacksSecondFactor && (
        <Banner tone="info" inset>
          <strong>{t('security.first.title')}</strong>
          <br />
          {t('security.first.text')}
        </Banner>
      )}
      <SecondFactor onKept={() => void handleKept()} />
      {!user?.lacksSecondFactor && <PasswordForm />}
    </div>
  )
}
