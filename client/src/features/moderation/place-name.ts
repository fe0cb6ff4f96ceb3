import type { Statement } from '@augenhoehe/contracts'
import { localised, useLocale, useTranslation } from '../../platform/i18n.ts'

/** What a place is called: its thread, its room, or whose profile or listing it is. */
export function usePlaceTitle(): (place: Statement['place']) => string {
  const { t } = useTranslation()
  const locale = useLocale()
  return ({ organisation, listing, thread, room }) =>
    organisation
      ? t(`moderating.outside.${listing?.kind ?? 'profile'}`, { name: organisation.name })
      : (thread ?? localised(room, locale))
}
