import { IconSearch } from '@tabler/icons-react'
import { IconButton } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { Bell } from './later-bell.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'

/** The way to the one box, in the header of every page. */
export function SearchLink() {
  const { t } = useTranslation()
  return <IconButton href="/suche" label={t('common.nav.search')} icon={<IconSearch aria-hidden="true" />} />
}

/** What the header of every page has on phones, also where it leads back. */
export const BarTools = () => (
  <>
    <SearchLink />
    <Bell />
    <LanguageSwitch place="title" />
  </>
)
