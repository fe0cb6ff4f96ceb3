import type { Contribution, Translation } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../platform/api.ts'
import { longestText } from '../../platform/composing/ComposingForm.tsx'
import { LanguageDialog } from '../../platform/composing/LanguageDialog.tsx'
import { languageName, writtenLanguages } from '../../platform/composing/written-languages.ts'
import { useLocale, useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useActing } from '../../platform/session.tsx'
import { Banner, Button, Form, FormActions, TextAreaField } from '../../ui/index.ts'
import { languageToTranslateTo, useTranslationDraft } from './translating.ts'
import styles from './Translations.module.css'

interface TranslationComposerProps {
  contribution: Contribution
  userId: string
  /** The one to change; otherwise a new one. */
  changing?: Translation | undefined
  /** Asked for just now; what was begun earlier leaves the focus where it is. */
  focused: boolean
  onTaken: (contribution: Contribution) => void
  onClose: () => void
}

/** Below the original, which stays in sight. */
export function TranslationComposer({
  contribution,
  userId,
  changing,
  focused,
  onTaken,
  onClose,
}: TranslationComposerProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const problemText = useProblemText()
  const { acting } = useActing()
  const { threadId, id: contributionId } = contribution
  const known = writtenLanguages(null).map(({ tag }) => tag)
  const draft = useTranslationDraft(
    userId,
    changing?.id ?? contributionId,
    changing?.lang ?? languageToTranslateTo(contribution, locale, known),
  )
  const [choosing, setChoosing] = useState(false)
  const [submitted, setSubmitted] = useState(false)
  // The original as it was read last: who goes on writing has it before their eyes.
  const read = useRef(contribution.editedAt)
  // The same words again are the same translation, so that a lost answer adds nothing.
  const named = useRef({ words: '', clientId: '' })
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!focused) return undefined
    area.current?.focus({ preventScroll: true })
    // The list gives the row its new height first; then the field is led clear of the bars above and below.
    const timer = setTimeout(() => area.current?.scrollIntoView({ block: 'center' }), 80)
    return () => clearTimeout(timer)
  }, [focused])

  const text = draft.text ?? changing?.text ?? ''
  const length = Array.from(text.trim()).length

  const send = useMutation({
    mutationFn: () => {
      const which = { threadId, contributionId, text, originalEditedAt: read.current }
      if (changing) return call('threads.changeTranslation', { ...which, translationId: changing.id })
      const words = `${draft.lang} ${text}`
      if (named.current.words !== words) named.current = { words, clientId: newClientId() }
      return call('threads.translate', {
        ...which,
        clientId: named.current.clientId,
        lang: draft.lang,
        ...(acting && { actingOrganisationId: acting.organisationId }),
      })
    },
    onSuccess: (changed) => {
      draft.clear()
      onTaken(changed)
      onClose()
    },
  })

  const submit = () => {
    setSubmitted(true)
    if (length > 0 && length <= longestText && !send.isPending) send.mutate()
  }
  const wrong = submitted && length === 0 ? t('deciding.translating.empty') : undefined
  const tooLong =
    length > longestText ? t('deciding.composing.tooLong', { count: length - longestText }) : undefined

  return (
    <div className={styles.composer}>
      <Form onSubmit={submit}>
        <TextAreaField
          label={t('deciding.translating.label', { language: languageName(draft.lang, locale) })}
          hint={t('deciding.translating.hint')}
          error={wrong ?? tooLong}
          lang={draft.lang}
          dir="auto"
          minRows={2}
          value={text}
          ref={area}
          onChange={(event) => {
            read.current = contribution.editedAt
            draft.write(event.currentTarget.value)
          }}
        />
        {send.error && (
          <div role="alert">
            <Banner tone="problem" inset>
              {problemText(send.error)}
            </Banner>
          </div>
        )}
        <FormActions>
          <Button busy={send.isPending} busyLabel={t('threads.composer.sending')} onClick={submit}>
            {changing ? t('common.save') : t('deciding.translating.send')}
          </Button>
          {!changing && (
            <Button look="line" onClick={() => setChoosing(true)}>
              {t('deciding.translating.otherLanguage')}
            </Button>
          )}
          <Button
            look="text"
            onClick={() => {
              draft.clear()
              onClose()
            }}
          >
            {t('deciding.translating.giveUp')}
          </Button>
        </FormActions>
      </Form>
      <LanguageDialog
        opened={choosing}
        title={t('deciding.translating.into')}
        label={t('deciding.translating.language')}
        value={draft.lang}
        detected={draft.lang}
        onChoose={draft.choose}
        onClose={() => setChoosing(false)}
      />
    </div>
  )
}
