import {
  IconCalendar,
  IconDots,
  IconFileText,
  IconMapPin,
  IconMessages,
  IconMicrophone,
  IconSunset2,
} from '@tabler/icons-react'
import { IconSeekOffer } from '../IconSeekOffer.tsx'
import type { NavItem } from '../navigation.ts'
import type { german } from './words.ts'

export function navItems(words: typeof german): readonly NavItem[] {
  const [today, exchange, seek, speak, organisations, dates, results] = words.nav
  return [
    { id: 'today', href: '#today', label: today, icon: <IconSunset2 aria-hidden="true" />, count: 3 },
    {
      id: 'rooms',
      href: '#rooms',
      label: exchange,
      icon: <IconMessages aria-hidden="true" />,
      children: [
        { id: 'pro', href: '#pro', label: words.title.split(' ')[0] ?? '', count: 6, current: true },
        { id: 'politics', href: '#politics', label: 'Dialog mit Politik' },
      ],
    },
    { id: 'seek', href: '#seek', label: seek, icon: <IconSeekOffer />, count: 2 },
    { id: 'speak', href: '#speak', label: speak, icon: <IconMicrophone aria-hidden="true" /> },
    { id: 'orgs', href: '#orgs', label: organisations, icon: <IconMapPin aria-hidden="true" /> },
    { id: 'dates', href: '#dates', label: dates, icon: <IconCalendar aria-hidden="true" /> },
    { id: 'results', href: '#results', label: results, icon: <IconFileText aria-hidden="true" /> },
  ]
}

export function tabItems(words: typeof german): readonly NavItem[] {
  return [
    ...navItems(words)
      .slice(0, 4)
      .map((item) => ({
        ...item,
        current: item.id === 'rooms',
        shortLabel: item.label.split(' für')[0],
        children: undefined,
      })),
    { id: 'more', href: '#more', label: words.more, icon: <IconDots aria-hidden="true" /> },
  ]
}
