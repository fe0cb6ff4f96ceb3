import { useLocale } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import type { TranslationsProps } from './Translations.tsx'

/** Where one is asked for the language of one's own words, the line is kept free until the question is there. */
export function TranslationsPlace({ contribution: { authorId, lang }, rights }: TranslationsProps) {
  const locale = useLocale()
  const { user } = useMe()
  return authorId === user?.id && rights.setLanguage && lang?.slice(0, 2) !== locale.slice(0, 2) ? (
    <div style={{ blockSize: 'var(--ah-touch)' }} />
  ) : null
}
