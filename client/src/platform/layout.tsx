import { useEffect, useRef, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { AccountLink, AppFrame, Button, type AppFrameProps } from '../ui/index.ts'
import { Banners } from './Banners.tsx'
import { useTranslation } from './i18n.ts'
import { initials } from './initials.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { useNavigation } from './navigation.tsx'
import { useActing, useMe } from './session.tsx'

const mainId = 'inhalt'
const productName = 'Augenhöhe'

interface PageProps extends Pick<
  AppFrameProps,
  'layout' | 'header' | 'tools' | 'context' | 'contextLabel' | 'hideTabs' | 'footer'
> {
  /** For the browser's tab and the history; the visible heading is the page's own h1. */
  title: string
  children: ReactNode
}

let arrivedBefore = false

/** Who navigates without eyes has to land on the new page's heading, not on a link that is gone. */
function useFocusOnArrival() {
  const { pathname } = useLocation()
  const arrived = useRef('')
  useEffect(() => {
    if (arrived.current === pathname) return
    arrived.current = pathname
    if (!arrivedBefore) {
      arrivedBefore = true
      return
    }
    const main = document.getElementById(mainId)
    const target = main?.querySelector<HTMLElement>('h1') ?? main
    target?.setAttribute('tabindex', '-1')
    target?.focus({ preventScroll: true })
  }, [pathname])
}

const languageAt = (place: 'bar' | 'column') => <LanguageSwitch place={place} />

/** The frame around every page. Pages render it themselves and say what they put beside their content. */
export function Page({ title, children, ...frame }: PageProps) {
  const { t } = useTranslation()
  const { user, isSignedIn } = useMe()
  const { acting } = useActing()
  const { nav, tabs } = useNavigation()
  useFocusOnArrival()

  const account = user ? (
    <AccountLink
      href="/ich"
      initials={initials(acting?.name ?? user.name)}
      organisation={acting?.name ?? user.institution ?? user.name}
      person={acting || user.institution ? user.name : t('common.nav.account')}
    />
  ) : (
    <Button look="line" href="/anmelden">
      {t('common.signIn')}
    </Button>
  )

  return (
    <>
      <title>{title === productName ? productName : `${title} · ${productName}`}</title>
      <AppFrame
        {...frame}
        brand={{ name: productName, href: '/' }}
        nav={nav}
        tabs={tabs}
        navLabel={t('common.nav.label')}
        countLabel={t('common.unread')}
        skipLabel={t('common.skip')}
        frame={isSignedIn ? 'columns' : 'open'}
        language={languageAt}
        account={account}
        banners={<Banners />}
        mainId={mainId}
      >
        {children}
      </AppFrame>
    </>
  )
}
