import {
  IconBook2,
  IconBuildingCommunity,
  IconCalendar,
  IconFileText,
  IconHome,
  IconMapPin,
  IconMessages,
  IconSearch,
  IconShieldCheck,
  IconUser,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'react-router'
import { IconSeekOffer, type NavItem } from '../ui/index.ts'
import { read } from './api.ts'
import { IconToday } from './IconToday.tsx'
import { localised, useLocale, useTranslation } from './i18n.ts'
import { useMe } from './session.tsx'
import { useDesk } from './desk.ts'

interface Navigation {
  /** Column on wide screens; words in the header for visitors. */
  nav: NavItem[]
  /** Bar on phones, five at most. */
  tabs: NavItem[]
  /** What has no room in the bar; the first page leads there. */
  further: NavItem[]
}

/** Where one can go: only to what exists. */
export function useNavigation(): Navigation {
  const { t } = useTranslation()
  const locale = useLocale()
  const { pathname } = useLocation()
  const { isSignedIn } = useMe()
  const desk = useDesk()
  const { data } = useQuery({ ...read('rooms.list', {}), staleTime: 300_000 })

  const isIn = (href: string) => pathname === href || pathname.startsWith(`${href}/`)
  const rooms = (data?.rooms.filter(({ archived }) => !archived) ?? []).map(({ id, slug, shortTitle }) => ({
    id,
    href: `/raeume/${slug}`,
    label: localised(shortTitle, locale),
    current: isIn(`/raeume/${slug}`),
  }))

  const start: NavItem = {
    id: 'start',
    href: '/',
    label: isSignedIn ? t('common.nav.today') : t('common.nav.start'),
    shortLabel: isSignedIn ? t('common.nav.todayShort') : t('common.nav.start'),
    icon: isSignedIn ? <IconToday /> : <IconHome aria-hidden="true" />,
    current: pathname === '/',
  }
  const exchange: NavItem = {
    id: 'rooms',
    href: '/raeume',
    label: t('common.nav.rooms'),
    icon: <IconMessages aria-hidden="true" />,
    current: isIn('/raeume'),
  }
  const matching: NavItem = {
    id: 'matching',
    href: '/suchen-und-bieten',
    label: t('common.nav.matching'),
    icon: <IconSeekOffer />,
    current: isIn('/suchen-und-bieten'),
  }
  const directory: NavItem = {
    id: 'organisations',
    href: '/organisationen',
    label: t('common.nav.organisations'),
    shortLabel: t('common.nav.organisationsShort'),
    icon: <IconMapPin aria-hidden="true" />,
    current: isIn('/organisationen'),
  }
  const dates: NavItem = {
    id: 'dates',
    href: '/termine',
    label: t('common.nav.dates'),
    icon: <IconCalendar aria-hidden="true" />,
    current: isIn('/termine'),
  }
  const results: NavItem = {
    id: 'results',
    href: '/ergebnisse',
    label: t('common.nav.results'),
    icon: <IconFileText aria-hidden="true" />,
    // Press releases are made from them.
    current: isIn('/ergebnisse') || isIn('/presse'),
  }
  const glossary: NavItem = {
    id: 'glossary',
    href: '/glossar',
    label: t('common.nav.glossary'),
    icon: <IconBook2 aria-hidden="true" />,
    current: isIn('/glossar'),
  }
  const search: NavItem = {
    id: 'search',
    href: '/suche',
    label: t('common.nav.search'),
    icon: <IconSearch aria-hidden="true" />,
    current: pathname === '/suche',
  }
  const moderation: NavItem[] = desk.isOpen
    ? [
        {
          id: 'moderation',
          href: '/moderation',
          label: t('moderation.desk.title'),
          icon: <IconShieldCheck aria-hidden="true" />,
          current: pathname === '/moderation',
          count: desk.waiting,
          countLabel: t('moderation.desk.count'),
        },
      ]
    : []
  const own: NavItem = {
    id: 'own',
    href: '/mein-verein',
    label: t('common.nav.own'),
    icon: <IconBuildingCommunity aria-hidden="true" />,
    current: isIn('/mein-verein'),
  }
  const account: NavItem = {
    id: 'account',
    href: '/ich',
    label: t('common.nav.account'),
    icon: <IconUser aria-hidden="true" />,
    current: isIn('/ich') || isIn('/mein-verein'),
  }

  const exchangeWithRooms = {
    ...exchange,
    children: rooms,
    current: exchange.current === true && !rooms.some((room) => room.current),
  }
  return isSignedIn
    ? {
        nav: [start, search, exchangeWithRooms, ...moderation, matching, directory, dates, results, own],
        // Five fit: whoever moderates needs the desk under the thumb, and finds associations by searching.
        tabs: [start, exchange, ...(desk.isOpen ? moderation : [directory]), matching, account],
        further: [dates, results, glossary, ...(desk.isOpen ? [directory] : [])],
      }
    : {
        nav: [exchange, matching, directory, dates, results],
        tabs: [start, exchange, matching, directory, search],
        further: [dates, results, glossary],
      }
}
