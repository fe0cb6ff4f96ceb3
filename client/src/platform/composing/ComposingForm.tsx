import type { ContributionType } from '@augenhoehe/contracts'
import { useState, type ReactNode, type Ref } from 'react'
import { Composer, later, type ComposerReplyProps } from '../../ui/index.ts'
import { ClearWriting } from '../clarity/ClearWriting.tsx'
import { useLocale, useTranslation } from '../i18n.ts'
import { initials } from '../initials.ts'
import { useActing, useMe } from '../session.tsx'
import { withWords } from '../with-words.ts'
import { useDetectedLanguage } from './detect-language.ts'
import type { Draft } from './draft.ts'
import { languageName } from './written-languages.ts'

const LanguageDialog = later(() =>
  withWords(async () => (await import('./LanguageDialog.tsx')).LanguageDialog),
)
const VoiceDialog = later(() => withWords(async () => (await import('./VoiceDialog.tsx')).VoiceDialog))

export const longestText = 10_000
const gentleFrom = 9_000

export interface Composed {
  text: string
  type?: ContributionType
  lang?: string
  actingOrganisationId?: string
}

interface ComposingFormProps {
  label: string
  textLabel: string
  sendLabel: string
  draft: Draft
  saved: boolean
  onDraft: (change: Partial<Draft>) => void
  onSend: (composed: Composed) => void
  reply?: ComposerReplyProps | undefined
  problem?: ReactNode
  note?: ReactNode
  busy?: boolean | undefined
  alwaysOpen?: boolean | undefined
  textRef?: Ref<HTMLTextAreaElement> | undefined
}

const types: readonly ContributionType[] = [
  'experience',
  'need',
  'offer',
  'idea',
  'question',
  'demand',
  'challenge',
]

const codePoints = (text: string) => Array.from(text).length

/** What every place to write has in common: for whom, of what kind, in which language, and a draft that stays. */
export function ComposingForm({ draft, saved, onDraft, onSend, problem, note, ...form }: ComposingFormProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { user } = useMe()
  const { acting, choices } = useActing()
  const detected = useDetectedLanguage(draft.text)
  const [choosing, setChoosing] = useState<'voice' | 'language' | null>(null)

  const voice = acting?.name ?? user?.institution?.name ?? user?.name ?? ''
  const lang = draft.lang ?? detected
  const length = draft.text.length < gentleFrom ? 0 : codePoints(draft.text)
  const tooLong = length > longestText
  const counter =
    length >= gentleFrom && !tooLong ? t('deciding.composing.left', { count: longestText - length }) : null

  const send = () => {
    if (tooLong) return
    onSend({
      text: draft.text,
      ...(draft.type && { type: draft.type }),
      ...(lang && { lang }),
      ...(acting && { actingOrganisationId: acting.organisationId }),
    })
  }

  return (
    <>
      <Composer
        {...form}
        value={draft.text}
        onChange={(text) => onDraft({ text })}
        onSend={send}
        busyLabel={t('threads.composer.sending')}
        voice={{
          initials: initials(voice),
          intro: acting ? t('deciding.composing.voice') : t('deciding.composing.voicePersonally'),
          organisation: voice,
          ...(choices.length > 0 && {
            changeLabel: t('deciding.composing.changeVoice'),
            onChange: () => setChoosing('voice'),
          }),
        }}
        kinds={{
          legend: t('threads.composer.kinds'),
          options: types.map((kind) => ({ kind, label: t(`threads.kind.${kind}`) })),
          value: draft.type,
          onChange: (type) => onDraft({ type }),
        }}
        language={{
          label: languageLabel(),
          onChange: () => setChoosing('language'),
        }}
        hints={<ClearWriting text={draft.text} lang={lang} />}
        note={counter ?? note ?? (saved ? t('deciding.composing.saved') : null)}
        problem={tooLong ? t('deciding.composing.tooLong', { count: length - longestText }) : problem}
      />
      {choosing === 'voice' && <VoiceDialog opened onClose={() => setChoosing(null)} />}
      {choosing === 'language' && (
        <LanguageDialog
          opened
          value={lang}
          detected={detected}
          onChoose={(tag) => onDraft({ lang: tag })}
          onClose={() => setChoosing(null)}
        />
      )}
    </>
  )

  function languageLabel() {
    if (!lang) return t('threads.language.open')
    const language = languageName(lang, locale)
    return draft.lang
      ? t('deciding.composing.chosen', { language })
      : t('deciding.composing.noticed', { language })
  }
}
