import type { Contribution, Translation } from '@augenhoehe/contracts'
import { languageName } from '../../platform/composing/written-languages.ts'
import { spokenIn, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Unverified } from '../../platform/Unverified.tsx'
import { voiceOf } from '../../platform/voice.ts'
import { Button, MessageTranslation } from '../../ui/index.ts'
import type { Doing } from './Dialogs.tsx'
import { LinkedText } from './LinkedText.tsx'
import styles from './Translations.module.css'

interface TranslationItemProps {
  contribution: Contribution
  translation: Translation
  mayChange: boolean
  mayRemove: boolean
  onChange: () => void
  onFold: () => void
  onDo: (doing: Doing) => void
}

/** One translation with who made it, and what its translator or a moderator may do. */
export function TranslationItem({
  contribution,
  translation,
  mayChange,
  mayRemove,
  onChange,
  onFold,
  onDo,
}: TranslationItemProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatEnumeration } = useFormat()
  const { user, memberships } = useMe()
  const { lang, text, outdated, authorId, organisation } = translation
  const own = authorId === user?.id
  // Nobody decides about their own association.
  const judges = mayRemove && !own && !memberships.some(({ slug }) => slug === organisation?.slug)
  return (
    <MessageTranslation
      {...spokenIn(lang)}
      outdated={outdated}
      note={
        <>
          {t('deciding.translation.by', {
            language: languageName(lang, locale),
            names: formatEnumeration(namesOf(translation)),
          })}{' '}
          {organisation && <Unverified of={organisation} />}{' '}
          {outdated && <strong>{t('deciding.translation.outdated')}</strong>}
          <div className={styles.row}>
            {own && mayChange && (
              <Button look="text" onClick={onChange}>
                {t('deciding.translation.change')}
              </Button>
            )}
            {own && (
              <Button
                look="text"
                onClick={() => onDo({ kind: 'withdraw-translation', contribution, translation })}
              >
                {t('deciding.translation.withdraw')}
              </Button>
            )}
            {judges && (
              <Button
                look="text"
                onClick={() => onDo({ kind: 'remove-translation', contribution, translation })}
              >
                {t('deciding.translation.remove')}
              </Button>
            )}
            <Button look="text" aria-expanded onClick={onFold}>
              {t('deciding.translation.fold')}
            </Button>
          </div>
        </>
      }
    >
      <LinkedText text={text} lang={lang} />
    </MessageTranslation>
  )
}

/** The association first; each name isolated, so that an Arabic one does not turn a German sentence around. */
function namesOf(translation: Translation): string[] {
  const { name, person } = voiceOf(translation)
  return [name, person].flatMap((one) => (one ? `\u2068${one}\u2069` : []))
}
