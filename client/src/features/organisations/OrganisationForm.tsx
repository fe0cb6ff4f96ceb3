import type { OrganisationDraft } from '@augenhoehe/contracts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { SendOrCancel } from '../../platform/SendOrCancel.tsx'
import { useForm } from '../../platform/useForm.ts'
import { Form, SectionHead } from '../../ui/index.ts'
import { toDraft, wrongEntries, type ProfileEntries } from './draft.ts'
import { useProfileWording } from './profile-form.ts'
import {
  ContactFields,
  FactFields,
  NameFields,
  VisibilityFields,
  WordsFields,
  WorkFields,
} from './ProfileFields.tsx'

interface OrganisationFormProps<R> {
  initial: ProfileEntries
  submitLabel: string
  send: (draft: OrganisationDraft) => Promise<R>
  onDone: (reply: R) => void
  onCancel?: () => void
}

/** The whole profile of an association at once, for changing it. */
export function OrganisationForm<R>({
  initial,
  submitLabel,
  send,
  onDone,
  onCancel,
}: OrganisationFormProps<R>) {
  const { t } = useTranslation()
  const form = useForm<ProfileEntries, R>({
    initial,
    wording: useProfileWording(),
    wrong: wrongEntries,
    send: (entries) => send(toDraft(entries)),
    onDone,
  })
  return (
    <Form onSubmit={form.submit} aria-label={submitLabel}>
      <FormProblem form={form} />
      <NameFields form={form} />
      <WorkFields form={form} />
      <SectionHead level={3}>{t('creating.step.words')}</SectionHead>
      <WordsFields form={form} />
      <SectionHead level={3}>{t('creating.step.contact')}</SectionHead>
      <ContactFields form={form} />
      <FactFields form={form} />
      <SectionHead level={3}>{t('creating.step.visibility')}</SectionHead>
      <VisibilityFields form={form} />
      <SendOrCancel busy={form.busy} submitLabel={submitLabel} onCancel={onCancel} />
    </Form>
  )
}
