import type { GlossaryTerm, Locale } from '@augenhoehe/contracts'
import { dirOf, languages, useLocale, useTranslation } from '../i18n.ts'
import styles from './Terms.module.css'

type Says = Pick<GlossaryTerm, 'term' | 'variants' | 'category' | 'explanation'>

const isCategory = (id: string) =>
  ['association', 'volunteering', 'tax', 'money', 'funding', 'hesse', 'law'].includes(id)

/** The words for a category. */
export function useCategoryName(): (id: string) => string {
  const { t } = useTranslation()
  return (id) => (isCategory(id) ? t(`glossary.category.${id as 'law'}`) : id)
}

/** The reader's language besides German; English where nobody has written it in theirs. */
function otherFor(locale: Locale, explanation: Says['explanation']): Locale | undefined {
  if (locale === 'de' || locale === 'de-simple') return undefined
  return explanation[locale] ? locale : explanation['en'] ? 'en' : undefined
}

/** A term in plain German and in the reader's language: the words alone, wherever they stand. */
export function TermSays({ term, level = 3 }: { term: Says; level?: 2 | 3 | 4 }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const categoryName = useCategoryName()
  const { variants, explanation, category } = term
  const german = (locale === 'de-simple' && explanation['de-simple']) || explanation['de']
  const other = otherFor(locale, explanation)
  const Heading = `h${level}` as const
  return (
    <div className={styles.says}>
      <p className={styles.kind}>
        {categoryName(category)}
        {variants.length > 0 && (
          <>
            {' · '}
            {t('glossary.also')} <bdi lang="de">{variants.join(', ')}</bdi>
          </>
        )}
      </p>
      {other && <Heading>{t('glossary.inGerman')}</Heading>}
      <p lang="de" dir="ltr">
        {german}
      </p>
      {other && (
        <>
          <Heading lang={other} dir={dirOf(other)}>
            {languages[other].endonym}
          </Heading>
          {other !== locale && <p className={styles.note}>{t('glossary.onlyEnglish')}</p>}
          <p lang={other} dir={dirOf(other)}>
            {explanation[other]}
          </p>
        </>
      )}
    </div>
  )
}
