import type { Invitation, OrganisationRole } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { looksLikeEmail } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, RadioField, TextField, useToast } from '../../ui/index.ts'

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
      <RadioField
        label={t('membership.invite.role')}
        value={form.values.role}
        options={[
          {
            value: 'member',
            label: t('membership.members.member'),
            note: t('membership.invite.memberNote'),
          },
          {
            value: 'admin',
            label: t('membership.members.admin'),
            note: t('membership.invite.adminNote'),
          },
        ]}
        onChange={(role) => form.set('role', role === 'admin' ? 'admin' : 'member')}
      />
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
          {t('membership.invite.submit')}
        </Button>
        <Button look="text" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
