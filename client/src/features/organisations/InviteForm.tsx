import type { Invitation, OrganisationRole } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { looksLikeEmail } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { SendOrCancel } from '../../platform/SendOrCancel.tsx'
import { useForm } from '../../platform/useForm.ts'
import { Form, TextField, useToast } from '../../ui/index.ts'
import { RoleField } from './RoleField.tsx'

interface Entries extends Record<string, unknown> {
  email: string
  role: OrganisationRole
}

interface InviteFormProps {
  organisationId: string
  role: OrganisationRole
  onClose: () => void
}

export function InviteForm({ organisationId, role: wanted, onClose }: InviteFormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const form = useForm<Entries, Invitation>({
    initial: { email: '', role: wanted },
    wording: { email: t('accounts.errors.email') },
    wrong: ({ email }) => (looksLikeEmail(email) ? [] : ['email']),
    send: (values) => call('organisations.invite', { organisationId, ...values }),
    onDone: ({ email }) => {
      void queries.invalidateQueries({ queryKey: ['organisations.listMembers'] })
      onClose()
      toast.show({ text: t('membership.invite.sent', { email }), closeLabel: t('common.close') })
    },
  })

  return (
    <Form onSubmit={form.submit} aria-label={t('membership.invite.open')}>
      <FormProblem form={form} />
      <TextField
        {...form.text('email')}
        label={t('membership.invite.email')}
        hint={t('membership.invite.emailHint')}
        type="email"
        inputMode="email"
        dir="ltr"
        data-autofocus
      />
      <RoleField value={form.values.role} onChange={(role) => form.set('role', role)} />
      <SendOrCancel busy={form.busy} submitLabel={t('membership.invite.submit')} onCancel={onClose} />
    </Form>
  )
}
