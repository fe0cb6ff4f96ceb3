import { Trans } from 'react-i18next'
import { useTranslation } from '../../platform/i18n.ts'
import { PlaceFilter } from '../../platform/PlaceFilter.tsx'
import { useFieldName, useLanguageName, useTaxonomy } from '../../platform/reference.ts'
import { WordFilter, WordSentence } from '../../ui/index.ts'
import type { DirectorySearch } from './directory-search.ts'
import styles from './DirectorySentence.module.css'

interface DirectorySentenceProps {
  search: DirectorySearch
  total: number | undefined
  onChange: (changes: DirectorySearch) => void
}

/** "7 Vereine in Gießen, alle Themen, alle Sprachen": the number and the filters are one sentence. */
export function DirectorySentence({ search, total, onChange }: DirectorySentenceProps) {
  const { t, i18n } = useTranslation()
  const taxonomy = useTaxonomy()
  const fieldName = useFieldName()
  const languageName = useLanguageName()
  const byName = new Intl.Collator(i18n.language)
  const options = (entries: readonly { id: string }[], name: (id: string) => string) =>
    entries.map(({ id }) => ({ value: id, label: name(id) })).sort((a, b) => byName.compare(a.label, b.label))

  const field = (
    <WordFilter
      label={t('organisations.directory.field')}
      value={search.field ?? ''}
      options={[
        { value: '', label: t('organisations.directory.allFields') },
        ...options(taxonomy?.activityFields ?? [], fieldName),
      ]}
      onChange={(value) => onChange({ field: value })}
      closeLabel={t('common.close')}
    />
  )
  const language = (
    <WordFilter
      label={t('organisations.directory.language')}
      value={search.language ?? ''}
      options={[
        { value: '', label: t('organisations.directory.allLanguages') },
        ...options(taxonomy?.languages ?? [], languageName),
      ]}
      onChange={(value) => onChange({ language: value })}
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
            place: (
              <PlaceFilter
                value={search.municipality ?? ''}
                onChange={(municipality) => onChange({ municipality })}
              />
            ),
            field,
            language,
          }}
        />
      </WordSentence>
    </div>
  )
}
