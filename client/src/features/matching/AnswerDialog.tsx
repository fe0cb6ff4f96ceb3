import type { ContactRequest, DeclineReason, Locale } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { FormDialog } from '../../platform/FormDialog.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useLanguageName } from '../../platform/reference.ts'
import { UnverifiedNote } from '../../platform/UnverifiedNote.tsx'
import { useForm } from '../../platform/useForm.ts'
import { RadioField, SelectField, TextAreaField } from '../../ui/index.ts'
import { politeLanguages, politeWords } from './polite-words.ts'

export interface AnswerDialogProps {
  decision: 'accept' | 'decline' | 'postpone'
  request: ContactRequest
  onClose: () => void
}

interface Entries extends Record<string, unknown> {
  reason: DeclineReason | null
  language: Locale
  message: string
}

const reasons: readonly DeclineReason[] = ['no-capacity', 'not-now', 'no-fit', 'other']

export function AnswerDialog({ decision, request, onClose }: AnswerDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const languageName = useLanguageName()
  const languages = politeLanguages(request.languages)
  const { organisation, kind } = request
  const names = { name: organisation.name }
  const words = {
    accept: {
      title: t(kind === 'referral' ? 'requests.takeOverNamed' : 'offering.answer.acceptNamed', names),
      text: t(kind === 'referral' ? 'requests.takeOverText' : 'offering.answer.acceptText'),
      submit: t(kind === 'referral' ? 'requests.takeOver' : 'offering.answer.accept'),
    },
    decline: {
      title: t('offering.answer.declineNamed', names),
      text: t('offering.answer.declineText'),
      submit: t('offering.answer.decline'),
    },
    postpone: {
      title: t('requests.laterNamed', names),
      text: t('requests.laterText'),
      submit: t('requests.laterSubmit'),
    },
  }[decision]
  const form = useForm<Entries, ContactRequest>({
    initial: { reason: null, language: languages[0], message: '' },
    wording: {
      reason: t('offering.answer.reasonMissing'),
      message: t('problem.contact-request.personal-data'),
    },
    wrong: ({ reason }) => (decision === 'decline' && reason === null ? ['reason'] : []),
    send: ({ reason, message }) => {
      const said = message.trim() === '' ? {} : { message }
      const answer =
        decision === 'decline' ? { decision, reason: reason ?? 'other', ...said } : { decision, ...said }
      return call('matching.answer', { requestId: request.id, answer })
    },
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['matching.requests'] })
      onClose()
    },
  })
  const { values, set } = form
  /** Polite words ready to send; what somebody has written themselves stays. */
  const suggest = (reason: DeclineReason | null, language: Locale) => {
    const suggested = Object.values(politeWords).flatMap((one) => Object.values(one))
    if (reason && (values.message.trim() === '' || suggested.includes(values.message)))
      set('message', politeWords[language][reason])
  }

  return (
    <FormDialog
      form={form}
      title={words.title}
      text={words.text}
      submitLabel={words.submit}
      onClose={onClose}
    >
      <UnverifiedNote of={organisation} />
      {decision === 'decline' && (
        <>
          <RadioField
            {...form.field('reason')}
            label={t('offering.answer.reasonLabel')}
            options={reasons.map((value) => ({ value, label: t(`offering.answer.reason.${value}`) }))}
            value={values.reason}
            onChange={(value) => {
              const reason = reasons.find((known) => known === value) ?? null
              set('reason', reason)
              suggest(reason, values.language)
            }}
          />
          {languages.length > 1 && values.reason && (
            <SelectField
              label={t('requests.politeLanguage')}
              data={languages.map((value) => ({ value, label: languageName(value) }))}
              value={values.language}
              onChange={(value) => {
                const language = languages.find((one) => one === value) ?? languages[0]
                set('language', language)
                suggest(values.reason, language)
              }}
            />
          )}
        </>
      )}
      <TextAreaField
        {...form.text('message')}
        label={`${t('offering.answer.message')} (${t('common.optional')})`}
        hint={
          kind === 'referral'
            ? t('requests.noNames')
            : decision === 'decline' && values.reason
              ? t('requests.politeHint')
              : undefined
        }
        maxLength={2000}
        minRows={decision === 'decline' ? 5 : 2}
        dir="auto"
      />
    </FormDialog>
  )
}
