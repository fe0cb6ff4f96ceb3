import type { Restoration } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { looksLikeEmail } from '../../../platform/checks.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useForm } from '../../../platform/useForm.ts'
import {
  Button,
  Form,
  FormActions,
  Row,
  Rows,
  SectionHead,
  SelectField,
  SkeletonLines,
  TextAreaField,
  TextField,
} from '../../../ui/index.ts'
import { AdministrationFrame } from '../administration/AdministrationFrame.tsx'
import styles from './People.module.css'
import { useSaying } from './useSaying.ts'

/** Two of the staff give access back to an association nobody runs any more. */
export function RestorationsPage() {
  return (
    <AdministrationFrame current="access">
      <Restorations />
    </AdministrationFrame>
  )
}

function Restorations() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('organisations.listRestorations', {}))
  const isOpen = ({ state }: Restoration) => state === 'proposed' || state === 'confirmed'
  const groups = [
    ['open', data?.restorations.filter(isOpen) ?? []],
    ['over', data?.restorations.filter((one) => !isOpen(one)) ?? []],
  ] as const
  return (
    <>
      <p className={styles.lead}>{t('people.restore.lead')}</p>
      <div className={styles.sections}>
        {error && !data && <LoadFailed error={error} onRetry={refetch} />}
        {!error && !data && <SkeletonLines label={t('common.loading')} entries={2} lines={2} />}
        {groups.map(
          ([name, some]) =>
            some.length > 0 && (
              <section key={name} aria-labelledby={`restore-${name}`}>
                <SectionHead id={`restore-${name}`}>{t(`people.restore.${name}`)}</SectionHead>
                <Rows>
                  {some.map((one) => (
                    <RestorationRow key={one.id} restoration={one} />
                  ))}
                </Rows>
              </section>
            ),
        )}
        <ProposalForm />
      </div>
    </>
  )
}

function RestorationRow({ restoration }: { restoration: Restoration }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { say, settle } = useSaying()
  const [declining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const { id: restorationId, organisation, person, state, may } = restoration
  const decide = useMutation({
    mutationFn: (act: 'confirm' | 'decline' | 'withdraw') =>
      act === 'confirm'
        ? call('organisations.confirmRestoration', { restorationId })
        : act === 'decline'
          ? call('organisations.declineRestoration', { restorationId, reason })
          : call('organisations.withdrawRestoration', { restorationId }),
    ...settle('organisations.listRestorations'),
    onSuccess: (after) => say(t(`people.restore.state.${after.state}`)),
  })
  const handleDecline = () => {
    setDeclining(true)
    setMissing(declining && reason.trim().length < 3)
    if (reason.trim().length > 2) decide.mutate('decline')
  }
  return (
    <Row
      level={3}
      title={<bdi>{organisation.name}</bdi>}
      href={`/organisationen/${organisation.slug}`}
      meta={
        <>
          <strong>{t(`people.restore.state.${state}`)}</strong>
          {state === 'proposed' &&
            ` · ${t('people.restore.until', { day: formatDate(restoration.confirmableUntil) })}`}
          {state === 'confirmed' &&
            restoration.effectiveAt &&
            ` · ${t('people.restore.effective', { day: formatDate(restoration.effectiveAt) })}`}
        </>
      }
    >
      <div className={styles.facts}>
        <p>
          {t('people.restore.for', { name: person.name })}{' '}
          <bdi dir="ltr" className={styles.email}>
            ({person.email})
          </bdi>
        </p>
        <p>
          {t('people.restore.reason')}: <bdi>{restoration.reason}</bdi>
        </p>
        <p>
          {t('people.restore.evidence')}: <bdi>{restoration.evidence}</bdi>
        </p>
        <p>
          {t('people.restore.by', { name: restoration.proposedBy, day: formatDate(restoration.proposedAt) })}
          {restoration.decidedBy !== null &&
            ` ${t('people.restore.second', { name: restoration.decidedBy })}`}
        </p>
        {restoration.words !== null && (
          <p>
            {t('people.restore.words')}: <bdi>{restoration.words}</bdi>
          </p>
        )}
        {declining && (
          <TextField
            label={t('people.restore.declineReason')}
            value={reason}
            maxLength={500}
            error={missing ? t('people.errors.sentence') : undefined}
            onChange={(event) => {
              setReason(event.currentTarget.value)
              setMissing(false)
            }}
          />
        )}
        <div className={styles.actions}>
          {may.confirm && !declining && (
            <Button busy={decide.isPending} onClick={() => decide.mutate('confirm')}>
              {t('people.restore.confirm')}
            </Button>
          )}
          {may.decline && (
            <Button look="line" busy={decide.isPending} onClick={handleDecline}>
              {t('people.restore.decline')}
            </Button>
          )}
          {may.withdraw && (
            <Button look="text" busy={decide.isPending} onClick={() => decide.mutate('withdraw')}>
              {t('people.restore.withdraw')}
            </Button>
          )}
        </div>
      </div>
    </Row>
  )
}

interface Entries extends Record<string, unknown> {
  search: string
  organisationId: string | null
  email: string
  reason: string
  evidence: string
}

function ProposalForm() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { say } = useSaying()
  const form = useForm<Entries, Restoration>({
    initial: { search: '', organisationId: null, email: '', reason: '', evidence: '' },
    wording: {
      organisationId: t('people.errors.organisationId'),
      email: t('administration.errors.email'),
      reason: t('people.errors.sentence'),
      evidence: t('people.errors.sentence'),
    },
    wrong: ({ organisationId, email, reason, evidence }) => [
      ...(organisationId === null ? (['organisationId'] as const) : []),
      ...(looksLikeEmail(email) ? [] : (['email'] as const)),
      ...(reason.trim().length < 3 ? (['reason'] as const) : []),
      ...(evidence.trim().length < 3 ? (['evidence'] as const) : []),
    ],
    send: ({ organisationId, email, reason, evidence }) =>
      call('organisations.proposeRestoration', { organisationId: organisationId!, email, reason, evidence }),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['organisations.listRestorations'] })
      for (const name of ['search', 'email', 'reason', 'evidence'] as const) form.set(name, '')
      form.set('organisationId', null)
      say(t('people.restore.proposed'))
    },
  })
  const { search } = form.values
  const { data } = useQuery({
    ...read('organisations.list', { search, limit: 20 }),
    enabled: search.trim().length > 1,
  })
  return (
    <section aria-labelledby="restore-new" className={styles.stack}>
      <SectionHead id="restore-new">{t('people.restore.new')}</SectionHead>
      <Form onSubmit={form.submit} aria-labelledby="restore-new">
        <FormProblem form={form} />
        <SelectField
          {...form.field('organisationId')}
          label={t('people.restore.organisation')}
          hint={t('people.restore.organisationHint')}
          searchable
          searchValue={search}
          onSearchChange={(value) => form.set('search', value)}
          filter={({ options }) => options}
          nothingFoundMessage={t('organisations.fields.nothingFound')}
          value={form.values.organisationId}
          data={(data?.organisations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value) => form.set('organisationId', value)}
        />
        <TextField
          {...form.text('email')}
          label={t('administration.people.email')}
          hint={t('people.restore.emailHint')}
          type="email"
          inputMode="email"
          dir="ltr"
        />
        <TextAreaField {...form.text('reason')} label={t('people.restore.reason')} maxLength={500} />
        <TextAreaField
          {...form.text('evidence')}
          label={t('people.restore.evidence')}
          hint={t('people.restore.evidenceHint')}
          maxLength={500}
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('people.restore.propose')}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}
