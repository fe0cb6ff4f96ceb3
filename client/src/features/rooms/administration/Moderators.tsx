import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { languageName, writtenLanguages } from '../../../platform/composing/written-languages.ts'
import { useFormat, useLocale, useTranslation } from '../../../platform/i18n.ts'
import { MultiSelectField } from '../../../ui/index.ts'
import { PeopleByAddress } from './PeopleByAddress.tsx'
import { useReplies } from './useReplies.ts'

/** Who decides here about what others wrote, and in which languages. */
export function Moderators({ roomId }: { roomId: string }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatList } = useFormat()
  const [languages, setLanguages] = useState<string[]>([])
  const { data, take, takeAtOnce } = useReplies('rooms.listModerators', { roomId })
  return (
    <PeopleByAddress
      id="frame-moderators"
      words={{
        title: t('administration.moderators.title'),
        lead: t('administration.moderators.lead'),
        none: t('administration.moderators.none'),
        hint: t('administration.moderators.hint'),
        add: t('administration.moderators.add'),
        remove: t('administration.moderators.remove'),
        removeNamed: (name) => t('administration.moderators.removeNamed', { name }),
      }}
      people={data?.moderators}
      metaOf={(person) =>
        person.languages
          ? formatList(person.languages.map((tag) => languageName(tag, locale)))
          : t('administration.moderators.allLanguages')
      }
      add={async (email) => {
        await take(
          call('rooms.appointModerator', { roomId, email, ...(languages.length > 0 && { languages }) }),
          t('administration.moderators.added'),
        )
        setLanguages([])
      }}
      remove={({ userId, name }) =>
        takeAtOnce(
          call('rooms.dismissModerator', { roomId, userId }),
          t('administration.moderators.removed', { name }),
        )
      }
    >
      <MultiSelectField
        label={t('administration.moderators.languages')}
        hint={t('administration.moderators.languagesHint')}
        data={writtenLanguages(null).map(({ tag, endonym }) => ({ value: tag, label: endonym }))}
        value={languages}
        onChange={setLanguages}
      />
    </PeopleByAddress>
  )
}
