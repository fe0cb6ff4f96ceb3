import type { Contribution, Thread, Translation } from '@augenhoehe/contracts'
import { useState } from 'react'
import { languageName } from '../../platform/composing/written-languages.ts'
import { useLocale, useTranslation } from '../../platform/i18n.ts'
import { useRemembered } from '../../platform/remembered.ts'
import { useMe } from '../../platform/session.tsx'
import { withWords } from '../../platform/with-words.ts'
import { Button, later } from '../../ui/index.ts'
import type { Doing } from './Dialogs.tsx'
import type { Rights } from './rights.ts'
import { hasDraft, isSameLanguage, isShownOpen } from './translating.ts'
import { translationKey } from './translation-key.ts'
import { TranslationItem } from './TranslationItem.tsx'
import styles from './Translations.module.css'

const TranslationComposer = later(() =>
  withWords(async () => (await import('./TranslationComposer.tsx')).TranslationComposer),
)

export interface TranslationsProps {
  contribution: Contribution
  thread: Thread
  rights: Rights
  /** Somebody has asked for a place to translate in. */
  translating: boolean
  onTranslating: (translating: boolean) => void
  onDo: (doing: Doing) => void
  onTaken: (contribution: Contribution) => void
}

/** What the words mean in other languages, by members, below the original. */
export function Translations({
  contribution,
  thread,
  rights,
  translating,
  onTranslating,
  onDo,
  onTaken,
}: TranslationsProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { user } = useMe()
  const [wanted] = useRemembered('translations')
  const [draft] = useRemembered(translationKey(user?.id ?? '', contribution.id))
  const [turned, setTurned] = useState<Readonly<Record<string, boolean>>>({})
  const [changing, setChanging] = useState<string | null>(null)
  const { lang, translations, authorId } = contribution

  const isOpen = (one: Translation) => turned[one.id] ?? isShownOpen(one, contribution, locale)
  const turn = (one: Translation) => setTurned((before) => ({ ...before, [one.id]: !isOpen(one) }))
  const shown = wanted === 'off' ? [] : translations
  const folded = shown.filter((one) => !isOpen(one))
  // Where one's own words stand in another language than one reads in, the browser may have guessed wrong.
  const asksLanguage = authorId === user?.id && rights.setLanguage && !isSameLanguage(lang, locale)
  const composer = { contribution, userId: user?.id ?? '', onTaken }

  return (
    <>
      {asksLanguage && (
        <div className={styles.row}>
          <Button look="text" onClick={() => onDo({ kind: 'language', contribution })}>
            {lang
              ? t('threads.language.change', { language: languageName(lang, locale) })
              : t('threads.language.open')}
          </Button>
        </div>
      )}
      {shown
        .filter(isOpen)
        .map((one) =>
          changing === one.id && user ? (
            <TranslationComposer
              key={one.id}
              {...composer}
              focused
              changing={one}
              onClose={() => setChanging(null)}
            />
          ) : (
            <TranslationItem
              key={one.id}
              contribution={contribution}
              translation={one}
              mayChange={rights.translate}
              mayRemove={thread.mayModerate}
              onChange={() => setChanging(one.id)}
              onFold={() => turn(one)}
              onDo={onDo}
            />
          ),
        )}
      {folded.length > 0 && (
        <div className={styles.row}>
          {folded.map((one) => (
            <Button key={one.id} look="text" aria-expanded={false} onClick={() => turn(one)}>
              {t('deciding.translation.read', { language: languageName(one.lang, locale) })}
            </Button>
          ))}
        </div>
      )}
      {user && rights.translate && (translating || hasDraft(draft)) && (
        <TranslationComposer {...composer} focused={translating} onClose={() => onTranslating(false)} />
      )}
    </>
  )
}
