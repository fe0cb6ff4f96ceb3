import type { Invitation, OrganisationRole } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
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

/** Opens from a button, because most visits to this page are not for inviting. */
export function InviteForm({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const [opened, setOpened] = useState(false)
  const form = useForm<Entries, Invitation>({
    initial: { email: '', role: 'member' },
    wording: { email: t('accounts.errors.email') },
    wrong: ({ email }) => (looksLikeEmail(email) ? [] : ['email']),
    send: (values) => call('organisations.invite', { organisationId, ...values }),
    onDone: ({ email }) => {
      void queries.invalidateQueries({ queryKey: ['organisations.listMembers'] })
      form.set('email', '')
      setOpened(false)
      toast.show({ text: t('organisations.invite.sent', { email }), closeLabel: t('common.close') })
    },
  })

  if (!opened) {
    return (
      <div>
        <Button look="line" onClick={() => setOpened(true)}>
          {t('organisations.invite.open')}
        </Button>
      </div>
    )
  }
  return (
    <Form onSubmit={form.submit} aria-label={t('organisations.invite.open')}>
      <FormProblem form={form} />
      <TextField
        {...form.text('email')}
        label={t('organisations.invite.email')}
        hint={t('organisations.invite.emailHint')}
        type="email"
        inputMode="email"
        dir="ltr"
        data-autofocus
      />
      <RadioField
        label={t('organisations.invite.role')}
        value={form.values.role}
        options={[
          {
            value: 'member',
            label: t('organisations.members.member'),
            note: t('organisations.invite.memberNote'),
          },
          {
            value: 'admin',
            label: t('organisations.members.admin'),
            note: t('organisations.invite.adminNote'),
          },
        ]}
        onChange={(role) => form.set('role', role === 'admin' ? 'admin' : 'member')}
      />
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
          {t('organisations.invite.submit')}
        </Button>
        <Button look="text" onClick={() => setOpened(false)}>
          {t('common.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
