import { useMediaQuery } from '@mantine/hooks'
import { useEffect, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { AccountLink, AppFrame, Button, later, type AppFrameProps } from '../ui/index.ts'
import { Banners } from './Banners.tsx'
import { useTranslation } from './i18n.ts'
import { initials } from './initials.ts'
import { Bell } from './later-bell.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import styles from './layout.module.css'
import { useNavigation } from './navigation.tsx'
import { useSearchShortcut } from './search-shortcut.ts'
import { SearchLink } from './SearchLink.tsx'
import { useActing, useLooksSignedIn, useMe } from './session.tsx'

const mainId = 'inhalt'
const productName = 'Augenhöhe'

interface PageProps extends Pick<
  AppFrameProps,
  'layout' | 'header' | 'tools' | 'context' | 'contextLabel' | 'hideTabs' | 'footer'
> {
  /** For the browser's tab and the history; the visible heading is the page's own h1. */
  title: string
  /** Only until the page itself is there. */
  waiting?: boolean
  children: ReactNode
}

/** Where focus was taken to; nothing before the first page, whose heading needs no help. */
let arrivedAt: string | null = null

/** Who navigates without eyes has to land on the new page's heading, not on a link that is gone. */
function useFocusOnArrival(waiting: boolean) {
  const { pathname } = useLocation()
  useEffect(() => {
    if (waiting || arrivedAt === pathname) return
    const first = arrivedAt === null
    arrivedAt = pathname
    if (first) return
    const main = document.getElementById(mainId)
    const target = main?.querySelector<HTMLElement>('h1') ?? main
    target?.setAttribute('tabindex', '-1')
    target?.focus({ preventScroll: true })
  }, [pathname, waiting])
}

/** Nobody waits for it: it stands at the very end. */
const PageFoot = later(async () => (await import('./PageFoot.tsx')).PageFoot)

const languageAt = (place: 'bar' | 'column') => <LanguageSwitch place={place} />

/** The frame around every page. Pages render it themselves and say what they put beside their content. */
export function Page({ title, waiting = false, header, tools, footer, children, ...frame }: PageProps) {
  const { t } = useTranslation()
  const { user, isPending } = useMe()
  const columns = useLooksSignedIn()
  const roomy = useMediaQuery('(min-width: 56.25em)', false, { getInitialValueInEffect: false })
  const { acting } = useActing()
  const { pathname } = useLocation()
  const { nav, tabs } = useNavigation()
  useFocusOnArrival(waiting)
  useSearchShortcut()

  // Visitors have no column beside the page; on wide screens they keep the header with its ways.
  const ownHeader = header !== undefined && (columns || !roomy)

  const account = isPending ? null : user ? (
    <AccountLink
      href="/ich"
      initials={initials(acting?.name ?? user.name)}
      organisation={acting?.name ?? user.institution?.name ?? user.name}
      person={acting || user.institution ? user.name : t('common.nav.account')}
    />
  ) : // Where one signs in already, a second button of that name would only ask which is meant.
  pathname === '/anmelden' ? null : (
    <Button look="line" href="/anmelden" className={styles.signIn}>
      {t('common.signInShort')}
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
        frame={columns ? 'columns' : 'open'}
        {...(ownHeader && { header })}
        tools={
          <>
            {tools}
            {/* Visitors on phones have it among the tabs: their header is full. */}
            {(columns || roomy) && <SearchLink />}
            <Bell />
          </>
        }
        beside={<Bell />}
        language={languageAt}
        account={account}
        banners={<Banners />}
        // A conversation fills the screen; its room, one step back, has the foot.
        footer={
          frame.layout === 'work' ? undefined : (
            <>
              {footer}
              <PageFoot />
            </>
          )
        }
        mainId={mainId}
      >
        {children}
      </AppFrame>
    </>
  )
}
