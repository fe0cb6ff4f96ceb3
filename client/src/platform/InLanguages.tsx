import type { ReactNode } from 'react'
import { languages, useTranslation } from './i18n.ts'
import type { Locale } from '@augenhoehe/contracts'
import { otherLocales } from './in-languages.ts'
import styles from './InLanguages.module.css'

interface InLanguagesProps {
  /** Whether something is written already. */
  filled: (locale: Locale) => boolean
  /** What is said of a language in which nothing is written yet. */
  without?: string
  children: (locale: Locale) => ReactNode
}

/** German stands there; the other languages open, and say what is shown without them. */
export function InLanguages({ filled, without, children }: InLanguagesProps) {
  const { t } = useTranslation()
  return (
    <>
      {children('de')}
      {otherLocales.map((locale) => (
        <details key={locale} className={styles.language}>
          <summary>
            <span lang={locale}>{languages[locale].endonym}</span>{' '}
            <span className={styles.note}>
              {filled(locale)
                ? t('administration.words.filled')
                : (without ?? t('administration.words.without'))}
            </span>
          </summary>
          <div className={styles.fields}>{children(locale)}</div>
        </details>
      ))}
    </>
  )
}
