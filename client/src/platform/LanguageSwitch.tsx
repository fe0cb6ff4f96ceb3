import type { Locale } from '@augenhoehe/contracts'
import { IconLanguage } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { VisuallyHidden } from '../ui/index.ts'
import { call } from './api.ts'
import { changeLocale, isLocale, languages, useLocale, useTranslation } from './i18n.ts'
import styles from './LanguageSwitch.module.css'
import { useMe, useTakeMe } from './session.tsx'

/** The browser's own list: every phone shows it well, and nobody must wait for code to change the language. */
export function LanguageSwitch({ place }: { place: 'bar' | 'title' | 'column' }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { isSignedIn } = useMe()
  const takeMe = useTakeMe()
  const id = useId()
  const keep = useMutation({
    mutationFn: (next: Locale) => call('accounts.change', { locale: next }),
    onSuccess: takeMe,
  })

  const handleChange = (next: string) => {
    if (!isLocale(next)) return
    void changeLocale(next)
    if (isSignedIn) keep.mutate(next)
  }

  return (
    <span className={styles.switch} data-place={place}>
      <IconLanguage aria-hidden="true" />
      <span className={styles.word} aria-hidden="true">
        {place === 'column' ? languages[locale].endonym : languages[locale].short}
      </span>
      <VisuallyHidden>
        <label htmlFor={id}>{t('common.language')}</label>
      </VisuallyHidden>
      <select
        id={id}
        className={styles.choice}
        value={locale}
        onChange={(event) => handleChange(event.target.value)}
      >
        {Object.entries(languages).map(([tag, { endonym, draft }]) => (
          <option key={tag} value={tag} lang={tag}>
            {draft ? `${endonym} (${t('common.draft')})` : endonym}
          </option>
        ))}
      </select>
    </span>
  )
}
