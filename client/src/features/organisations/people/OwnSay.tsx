import type {
  ContactKind,
  ContactPurpose,
  FieldAudience,
  OwnContact,
  OwnMembership,
} from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useMe } from '../../../platform/session.tsx'
import { SendOrCancel } from '../../../platform/SendOrCancel.tsx'
import { useForm } from '../../../platform/useForm.ts'
import {
  Button,
  Form,
  RadioField,
  Row,
  Rows,
  SectionHead,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import { audiences, contactPurposes } from './kinds.ts'
import styles from './People.module.css'
import { useSaying } from './useSaying.ts'

/** For each association one belongs to: who may know of it, and how one may be reached there. */
export function OwnSays() {
  const { memberships } = useMe()
  return memberships.map((membership) => (
    <OwnSay key={membership.organisationId} membership={membership} named={memberships.length > 1} />
  ))
}

interface OwnSayProps {
  membership: OwnMembership
  /** Says of which association it speaks. */
  named?: boolean
}

export function OwnSay({ membership, named = false }: OwnSayProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { say, settle } = useSaying()
  const { organisationId, name, slug } = membership
  const key = read('organisations.getOwnMembership', { organisationId })
  const { data } = useQuery(key)
  const change = useMutation({
    mutationFn: (shown: 'members' | 'everyone') =>
      call('organisations.changeOwnMembership', { organisationId, shown }),
    ...settle(
      'accounts.me',
      'organisations.getOwnMembership',
      'organisations.listPeople',
      'organisations.listMembers',
    ),
    onSuccess: () => say(t('common.saved')),
  })
  const withdraw = useMutation({
    mutationFn: (contactId: string) => call('organisations.withdrawContact', { organisationId, contactId }),
    ...settle('organisations.getOwnMembership', 'organisations.listPeople'),
    onSuccess: () => say(t('people.contact.withdrawn')),
  })
  const [adding, setAdding] = useState(false)
  const shown = change.isPending ? change.variables : membership.shown
  const id = `own-say-${slug}`
  return (
    <section aria-labelledby={id} className={styles.stack}>
      <SectionHead id={id}>{named ? t('people.say.titleOf', { name }) : t('people.say.title')}</SectionHead>
      <RadioField
        label={t('people.say.who')}
        hint={t('people.say.why')}
        value={shown}
        options={[
          { value: 'members', label: t('people.say.members'), note: t('people.say.membersNote') },
          { value: 'everyone', label: t('people.say.everyone'), note: t('people.say.everyoneNote') },
        ]}
        onChange={(value) => change.mutate(value === 'everyone' ? 'everyone' : 'members')}
      />
      {data && data.contacts.length > 0 && (
        <Rows>
          {data.contacts.map((contact) => (
            <ContactRow
              key={contact.id}
              contact={contact}
              narrowed={shown === 'members'}
              onWithdraw={() => withdraw.mutate(contact.id)}
            />
          ))}
        </Rows>
      )}
      {adding ? (
        <ContactForm
          organisationId={organisationId}
          shown={shown}
          onClose={() => setAdding(false)}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: key.queryKey })
            void queries.invalidateQueries({ queryKey: ['organisations.listPeople'] })
            setAdding(false)
          }}
        />
      ) : (
        <div className={styles.quiet}>
          <Button look="text" onClick={() => setAdding(true)}>
            {t('people.contact.add')}
          </Button>
        </div>
      )}
    </section>
  )
}

interface ContactRowProps {
  contact: OwnContact
  /** That one belongs here is known to members only, and so is this. */
  narrowed: boolean
  onWithdraw: () => void
}

function ContactRow({ contact, narrowed, onWithdraw }: ContactRowProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const audience = narrowed ? 'members' : contact.audience
  return (
    <Row
      title={<bdi dir="ltr">{contact.value}</bdi>}
      meta={
        <>
          {t(`people.purpose.${contact.purpose}`)} · {t(`people.audience.${audience}`)}
          <br />
          {t('people.contact.days', {
            from: formatDate(contact.consentedAt),
            to: formatDate(contact.expiresAt),
          })}
        </>
      }
      actions={
        <Button
          look="text"
          aria-label={t('people.contact.withdrawNamed', { value: contact.value })}
          onClick={onWithdraw}
        >
          {t('people.contact.withdraw')}
        </Button>
      }
    />
  )
}

interface Entries extends Record<string, unknown> {
  kind: ContactKind
  value: string
  purpose: ContactPurpose
  audience: FieldAudience
  days: string
}

interface ContactFormProps {
  organisationId: string
  shown: 'members' | 'everyone'
  onClose: () => void
  onDone: () => void
}

const spans = [
  ['90', 'quarter'],
  ['180', 'half'],
  ['365', 'year'],
  ['730', 'two'],
] as const

function ContactForm({ organisationId, shown, onClose, onDone }: ContactFormProps) {
  const { t } = useTranslation()
  const form = useForm<Entries, OwnContact>({
    initial: { kind: 'email', value: '', purpose: 'general', audience: 'members', days: '365' },
    wording: { value: t('people.errors.value') },
    wrong: ({ value }) => (value.trim().length < 5 ? ['value'] : []),
    send: ({ days, ...values }) =>
      call('organisations.consentContact', { organisationId, ...values, days: Number(days) }),
    onDone,
  })
  const offered = shown === 'everyone' ? audiences : audiences.slice(0, 1)
  const { kind } = form.values
  return (
    <Form onSubmit={form.submit} aria-label={t('people.contact.add')}>
      <FormProblem form={form} />
      <p className={styles.hint}>{t('people.contact.office')}</p>
      <RadioField
        label={t('people.contact.kind')}
        value={kind}
        options={[
          { value: 'email', label: t('people.contact.email') },
          { value: 'phone', label: t('people.contact.phone') },
        ]}
        onChange={(value) => form.set('kind', value === 'phone' ? 'phone' : 'email')}
      />
      <TextField
        {...form.text('value')}
        label={t(kind === 'phone' ? 'people.contact.phone' : 'people.contact.email')}
        type={kind === 'phone' ? 'tel' : 'email'}
        inputMode={kind === 'phone' ? 'tel' : 'email'}
        dir="ltr"
      />
      <SelectField
        {...form.field('purpose')}
        label={t('people.contact.purpose')}
        value={form.values.purpose}
        data={contactPurposes.map((value) => ({ value, label: t(`people.purpose.${value}`) }))}
        onChange={(value) => {
          const purpose = contactPurposes.find((one) => one === value)
          if (purpose) form.set('purpose', purpose)
        }}
      />
      <RadioField
        label={t('people.contact.audience')}
        hint={shown === 'members' ? t('people.contact.onlyMembers') : undefined}
        value={form.values.audience}
        options={offered.map((value) => ({ value, label: t(`people.audience.${value}`) }))}
        onChange={(value) => form.set('audience', offered.find((one) => one === value) ?? 'members')}
      />
      <SelectField
        {...form.field('days')}
        label={t('people.contact.until')}
        value={form.values.days}
        data={spans.map(([value, span]) => ({ value, label: t(`people.contact.span.${span}`) }))}
        onChange={(value) => value !== null && form.set('days', value)}
      />
      <p className={styles.hint}>{t('people.contact.consent')}</p>
      <SendOrCancel busy={form.busy} submitLabel={t('people.contact.submit')} onCancel={onClose} />
    </Form>
  )
}
