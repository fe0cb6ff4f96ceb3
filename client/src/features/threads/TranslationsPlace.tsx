import { useLocale } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { asksLanguage } from './translating.ts'
import type { TranslationsProps } from './Translations.tsx'

/** Where one is asked for the language of one's own words, the line is kept free until the question is there. */
export function TranslationsPlace({ contribution, rights }: TranslationsProps) {
  const locale = useLocale()
  const { user } = useMe()
  return asksLanguage(contribution, rights, user?.id, locale) ? (
    <div style={{ blockSize: 'var(--ah-touch)' }} />
  ) : null
}
