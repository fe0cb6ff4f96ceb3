import { Trans } from 'react-i18next'
import { label as labelOf, useLocale, useTranslation } from '../../platform/i18n.ts'
import { useFieldName, useLanguageName, useTaxonomy } from '../../platform/reference.ts'
import { WordFilter, WordSentence } from '../../ui/index.ts'
import type { DirectorySearch } from './directory-search.ts'
import { DirectoryPlace } from './DirectoryPlace.tsx'
import styles from './DirectorySentence.module.css'

interface DirectorySentenceProps {
  search: DirectorySearch
  total: number | undefined
  onChange: (changes: DirectorySearch) => void
}

/** "7 Vereine im Landkreis Gießen, alle Themen, alle Sprachen": the number and the filters are one sentence. */
export function DirectorySentence({ search, total, onChange }: DirectorySentenceProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const taxonomy = useTaxonomy()
  const fieldName = useFieldName()
  const languageName = useLanguageName()
  const byName = new Intl.Collator(locale)

  const filter = (
    key: 'field' | 'language' | 'offers',
    label: string,
    all: string,
    options: readonly { value: string; label: string }[],
  ) => (
    <WordFilter
      label={label}
      value={search[key] ?? ''}
      options={[{ value: '', label: all }, ...options.toSorted((a, b) => byName.compare(a.label, b.label))]}
      onChange={(value) => onChange({ [key]: value })}
      closeLabel={t('common.close')}
    />
  )
  return (
    <div className={styles.sentence} aria-live="polite">
      <WordSentence>
        <Trans
          i18nKey={
            total === undefined
              ? 'organisations.directory.sentenceWaiting'
              : 'organisations.directory.sentence'
          }
          count={total ?? 0}
          components={{
            n: <b />,
            place: <DirectoryPlace search={search} onChange={onChange} />,
            field: filter(
              'field',
              t('organisations.directory.field'),
              t('organisations.directory.allFields'),
              (taxonomy?.activityFields ?? []).map(({ id }) => ({ value: id, label: fieldName(id) })),
            ),
            language: filter(
              'language',
              t('organisations.directory.language'),
              t('organisations.directory.allLanguages'),
              (taxonomy?.languages ?? []).map(({ id }) => ({ value: id, label: languageName(id) })),
            ),
            offers: filter(
              'offers',
              t('organisations.directory.offers'),
              t('organisations.directory.allOffers'),
              (taxonomy?.needKinds ?? []).map((kind) => ({ value: kind.id, label: labelOf(kind, locale) })),
            ),
          }}
        />
      </WordSentence>
    </div>
  )
}
