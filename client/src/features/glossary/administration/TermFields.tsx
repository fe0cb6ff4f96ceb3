import { dirOf, useTranslation } from '../../../platform/i18n.ts'
import { InLanguages } from '../../../platform/InLanguages.tsx'
import type { Typed } from '../../../platform/in-languages.ts'
import { TermSays, useCategoryName } from '../../../platform/terms/TermSays.tsx'
import { SectionHead, SelectField, TextAreaField, TextField } from '../../../ui/index.ts'
import styles from '../Glossary.module.css'
import { previewOf, type TermTyped } from './typed.ts'

const categories = ['association', 'volunteering', 'tax', 'money', 'funding', 'hesse', 'law']

interface TermFieldsProps {
  values: TermTyped
  set: <N extends keyof TermTyped & string>(name: N, value: TermTyped[N]) => void
  field: (name: 'term' | 'variants' | 'category' | 'explanation') => { id: string; error: string | undefined }
}

/** Everything that is said of a term, in all languages, and below it what others will see of it. */
export function TermFields({ values, set, field }: TermFieldsProps) {
  const { t } = useTranslation()
  const categoryName = useCategoryName()
  const explain = field('explanation')
  const setIn = (locale: keyof Typed, text: string) =>
    set('explanation', { ...values.explanation, [locale]: text })
  return (
    <>
      <TextField
        {...field('term')}
        label={t('glossary.admin.term')}
        hint={t('glossary.admin.termHint')}
        value={values.term}
        lang="de"
        dir="ltr"
        maxLength={80}
        onChange={(event) => set('term', event.currentTarget.value)}
      />
      <TextField
        {...field('variants')}
        label={t('glossary.admin.variants')}
        hint={t('glossary.admin.variantsHint')}
        value={values.variants}
        lang="de"
        dir="ltr"
        onChange={(event) => set('variants', event.currentTarget.value)}
      />
      <SelectField
        {...field('category')}
        label={t('glossary.filter')}
        value={values.category}
        data={categories.map((id) => ({ value: id, label: categoryName(id) }))}
        onChange={(value) => set('category', value ?? values.category)}
      />
      <InLanguages
        filled={(locale) => values.explanation[locale] !== ''}
        without={t('glossary.admin.without')}
      >
        {(locale) => (
          <TextAreaField
            id={locale === 'de' ? explain.id : `${explain.id}-${locale}`}
            label={t('glossary.admin.explanation')}
            hint={t('glossary.admin.explanationHint')}
            error={locale === 'de' ? explain.error : undefined}
            value={values.explanation[locale]}
            lang={locale}
            dir={dirOf(locale)}
            maxLength={600}
            onChange={(event) => setIn(locale, event.currentTarget.value)}
          />
        )}
      </InLanguages>
      <section aria-labelledby={`${explain.id}-preview`}>
        <SectionHead id={`${explain.id}-preview`}>{t('glossary.admin.preview')}</SectionHead>
        <div className={styles.preview}>
          <p lang="de" dir="ltr" className={styles.name}>
            {values.term}
          </p>
          <TermSays term={previewOf(values)} />
        </div>
      </section>
    </>
  )
}
