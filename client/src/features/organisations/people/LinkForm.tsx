import type { Invitation, OrganisationRole } from '@augenhoehe/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { looksLikeEmail } from '../../../platform/checks.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { SendOrCancel } from '../../../platform/SendOrCancel.tsx'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Dialog, Form, SelectField, TextField } from '../../../ui/index.ts'
import { RoleField } from '../RoleField.tsx'
import { useSaying } from './useSaying.ts'
import styles from './People.module.css'

interface Entries extends Record<string, unknown> {
  role: OrganisationRole
  days: string
  email: string
}
interface Made {
  invitation: Invitation
  link: string
}

/** One that makes an admin of whoever holds it runs out sooner. */
const daysFor = (role: OrganisationRole, email: string) =>
  role === 'admin' && email.trim() === '' ? [1, 2, 3] : [1, 3, 7, 14, 30]

interface LinkFormProps {
  organisationId: string
  role: OrganisationRole
  onClose: () => void
}

export function LinkForm({ organisationId, role: wanted, onClose }: LinkFormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [made, setMade] = useState<Made>()
  const form = useForm<Entries, Made>({
    initial: { role: wanted, days: '7', email: '' },
    wording: { email: t('accounts.errors.email') },
    wrong: ({ email }) => (email.trim() === '' || looksLikeEmail(email) ? [] : ['email']),
    send: ({ role, days, email }) =>
      call('organisations.inviteByLink', {
        organisationId,
        role,
        days: Math.min(Number(days), Math.max(...daysFor(role, email))),
        ...(email.trim() && { email }),
      }),
    onDone: (reply) => {
      void queries.invalidateQueries({ queryKey: ['organisations.listMembers'] })
      setMade(reply)
    },
  })
  const days = daysFor(form.values.role, form.values.email)
  const chosen = days.includes(Number(form.values.days)) ? form.values.days : String(days.at(-1))
  return (
    <>
      <Form onSubmit={form.submit} aria-label={t('people.link.make')}>
        <FormProblem form={form} />
        <RoleField value={form.values.role} onChange={(role) => form.set('role', role)} />
        <SelectField
          {...form.field('days')}
          label={t('people.link.days')}
          hint={form.values.role === 'admin' ? t('people.link.adminDays') : undefined}
          value={chosen}
          data={days.map((count) => ({ value: String(count), label: t('people.link.day', { count }) }))}
          onChange={(value) => value !== null && form.set('days', value)}
        />
        <TextField
          {...form.text('email')}
          label={t('people.link.email')}
          hint={t('people.link.emailHint')}
          type="email"
          inputMode="email"
          dir="ltr"
        />
        <SendOrCancel busy={form.busy} submitLabel={t('people.link.submit')} onCancel={onClose} />
      </Form>
      {made && <LinkDialog {...made} onClose={onClose} />}
    </>
  )
}

/** Drawn here, so that the link is told to nobody else. */
async function draw(link: string) {
  const { toString } = await import('qrcode')
  const svg = await toString(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** The only time the link is there to see. */
function LinkDialog({ invitation, link, onClose }: Made & { onClose: () => void }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { say } = useSaying()
  const { data: svg } = useQuery({
    queryKey: ['qr', link],
    queryFn: () => draw(link),
    staleTime: Infinity,
    gcTime: 0,
  })
  const handleCopy = async () => {
    await navigator.clipboard.writeText(link)
    say(t('people.link.copied'))
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('people.link.ready')}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={() => void handleCopy()}>{t('people.link.copy')}</Button>
          <Button look="text" onClick={onClose}>
            {t('people.link.done')}
          </Button>
        </>
      }
    >
      <div className={styles.handed}>
        <p>{t('people.link.once', { day: formatDate(invitation.expiresAt) })}</p>
        {svg === undefined ? (
          <span className={styles.code} />
        ) : (
          <img className={styles.code} src={svg} alt={t('people.link.picture')} />
        )}
        <p className={styles.address} dir="ltr">
          {link}
        </p>
      </div>
    </Dialog>
  )
}
