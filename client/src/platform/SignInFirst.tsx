import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { Button } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { Page } from './layout.tsx'
import { Notice } from './Notice.tsx'
import { PageWaiting } from './PageWaiting.tsx'
import { useMe } from './session.tsx'

/** Around pages that need an account: says so, and leads back after signing in. */
export function SignInFirst({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { pathname, search } = useLocation()
  const { isSignedIn, isPending } = useMe()
  if (isPending) return <PageWaiting />
  if (isSignedIn) return children
  const back = encodeURIComponent(pathname + search)
  return (
    <Page title={t('common.signIn')}>
      <Notice drawing="members" title={t('common.signInFirst.title')} text={t('common.signInFirst.text')}>
        <Button href={`/anmelden?weiter=${back}`}>{t('common.signIn')}</Button>
        <Button look="line" href={`/registrieren?weiter=${back}`}>
          {t('common.register')}
        </Button>
      </Notice>
    </Page>
  )
}
