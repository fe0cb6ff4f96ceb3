import type { QueueEntry } from '@augenhoehe/contracts'
import { Trans } from 'react-i18next'
import { languageName } from '../../platform/composing/written-languages.ts'
import { localised, useLocale, useTranslation } from '../../platform/i18n.ts'
import { WordFilter, WordSentence } from '../../ui/index.ts'
import { languagesOf, type Wishes } from './desk.ts'

interface DeskFilterProps {
  entries: readonly QueueEntry[]
  rooms: readonly { id: string; title: Record<string, string> }[]
  wishes: Wishes
  onWishes: (wishes: Wishes) => void
}

const kinds = ['held', 'report', 'appeal'] as const

/** "Alles in allen Räumen, alle Sprachen": what one wants to see, as words. */
export function DeskFilter({ entries, rooms, wishes, onWishes }: DeskFilterProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  // Staff see what falls to them in rooms they do not moderate.
  const others = entries.filter(({ roomId }) => rooms.every(({ id }) => id !== roomId))
  const allRooms = new Map([
    ...rooms.map(({ id, title }) => [id, title] as const),
    ...others.flatMap(({ roomId, place }) => (roomId === null ? [] : [[roomId, place.room] as const])),
  ])
  const word = (
    wish: keyof Wishes,
    label: string,
    all: string,
    options: { value: string; label: string }[],
  ) => (
    <WordFilter
      label={label}
      value={wishes[wish]}
      options={[{ value: '', label: all }, ...options]}
      onChange={(value) => onWishes({ ...wishes, [wish]: value })}
      closeLabel={t('common.close')}
    />
  )
  return (
    <WordSentence>
      <Trans
        i18nKey="moderating.desk.sentence"
        components={{
          kind: word(
            'kind',
            t('moderating.desk.filter.kind'),
            t('moderating.desk.filter.all'),
            kinds.map((kind) => ({ value: kind, label: t(`moderating.desk.kinds.${kind}`) })),
          ),
          room: word(
            'roomId',
            t('moderating.desk.filter.room'),
            t('moderating.desk.filter.allRooms'),
            [...allRooms].map(([id, title]) => ({ value: id, label: localised(title, locale) })),
          ),
          language: word(
            'language',
            t('moderating.desk.filter.language'),
            t('moderating.desk.filter.allLanguages'),
            languagesOf(entries).map((tag) => ({ value: tag, label: languageName(tag, locale) })),
          ),
        }}
      />
    </WordSentence>
  )
}
