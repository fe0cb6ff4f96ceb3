import type { Room, SearchKind } from '@augenhoehe/contracts'
import { Trans } from 'react-i18next'
import { languageName, writtenLanguages } from '../../platform/composing/written-languages.ts'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { PlaceFilter } from '../../platform/PlaceFilter.tsx'
import { WordFilter, WordSentence } from '../../ui/index.ts'
import { kinds, types, type Filter, type Filters } from './choices.ts'

interface SearchSentenceProps {
  filters: Filters
  total: number | undefined
  counts: Record<SearchKind, number> | undefined
  rooms: readonly Room[]
  onChange: (changes: Filters) => void
}

/** "12 Treffer in allem, in allen Räumen …": the number and the filters are one sentence. */
export function SearchSentence({ filters, total, counts, rooms, onChange }: SearchSentenceProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const locale = useLocale()
  const room = rooms.find(({ slug }) => slug === filters.room)

  const word = (
    filter: Filter,
    label: string,
    all: string,
    options: { value: string; label: string }[],
    more: Filters = {},
  ) => (
    <WordFilter
      label={label}
      value={filters[filter] ?? ''}
      options={[{ value: '', label: all }, ...options]}
      onChange={(value) => onChange({ ...more, [filter]: value })}
      closeLabel={t('common.close')}
    />
  )
  const counted = (kind: SearchKind) =>
    counts
      ? t('search.filter.counted', { kind: t(`search.kinds.${kind}`), count: formatNumber(counts[kind]) })
      : t(`search.kinds.${kind}`)

  return (
    <div aria-live="polite">
      <WordSentence>
        <Trans
          i18nKey={total === undefined ? 'search.sentenceWaiting' : 'search.sentence'}
          count={total ?? 0}
          components={{
            n: <b />,
            kind: word(
              'kind',
              t('search.filter.kind'),
              t('search.filter.allKinds'),
              kinds.map((kind) => ({ value: kind, label: counted(kind) })),
            ),
            room: word(
              'room',
              t('search.filter.room'),
              t('search.filter.allRooms'),
              rooms.map(({ slug, shortTitle }) => ({ value: slug, label: localised(shortTitle, locale) })),
              // A question belongs to its room.
              { question: '' },
            ),
            question:
              room && room.questions.length > 0 ? (
                <span>
                  {word(
                    'question',
                    t('search.filter.question'),
                    t('search.filter.allQuestions'),
                    room.questions.map(({ id, short }) => ({ value: id, label: localised(short, locale) })),
                  )}
                  {t('search.filter.comma')}
                </span>
              ) : (
                <span hidden />
              ),
            type: word(
              'type',
              t('search.filter.type'),
              t('search.filter.allTypes'),
              types.map((type) => ({ value: type, label: t(`threads.kind.${type}`) })),
            ),
            place: (
              <PlaceFilter
                value={filters.municipality ?? ''}
                onChange={(municipality) => onChange({ municipality })}
              />
            ),
            language: word(
              'language',
              t('search.filter.language'),
              t('search.filter.allLanguages'),
              writtenLanguages(filters.language ?? null).map(({ tag }) => ({
                value: tag,
                label: languageName(tag, locale),
              })),
            ),
          }}
        />
      </WordSentence>
    </div>
  )
}
