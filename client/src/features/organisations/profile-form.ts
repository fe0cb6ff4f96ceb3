import { useTranslation } from '../../platform/i18n.ts'
import type { useForm } from '../../platform/useForm.ts'
import type { EntryName, ProfileEntries } from './draft.ts'

/** What the parts of the profile need of the form they stand in, whatever it sends. */
export type ProfileForm = Pick<
  ReturnType<typeof useForm<ProfileEntries, unknown>>,
  'values' | 'set' | 'text' | 'field'
>

/** What to do where something is wrong, by field. */
export function useProfileWording(): Partial<Record<EntryName, string>> {
  const { t } = useTranslation()
  return {
    name: t('membership.errors.name'),
    municipality: t('membership.errors.municipality'),
    fields: t('membership.errors.fields'),
    languages: t('membership.errors.languages'),
    selfTerm: t('creating.errors.tooLong'),
    selfDescription: t('membership.errors.selfDescription'),
    targetGroups: t('creating.errors.tooLong'),
    activities: t('creating.errors.activities'),
    meetingPlace: t('creating.errors.tooLong'),
    website: t('membership.errors.website'),
    contactEmail: t('creating.errors.contact'),
    contactPhone: t('creating.errors.phone'),
    foundedYear: t('membership.errors.foundedYear'),
  }
}
