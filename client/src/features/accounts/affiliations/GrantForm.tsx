import { institutionKinds } from './kinds.ts'
import type { Affiliation, InstitutionKind } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/api.ts'
import { looksLikeEmail } from '../../../platform/checks.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { MunicipalityField } from '../../../platform/MunicipalityField.tsx'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Form, FormActions, RadioField, SectionHead, TextField, useToast } from '../../../ui/index.ts'
import { beginningOf, endOf } from './days.ts'

interface Entries extends Record<string, unknown> {
  email: string
  institution: string
  kind: InstitutionKind | null
  function: string
  ags: string
  from: string
  to: string
}

const empty: Entries = { email: '', institution: '', kind: null, function: '', ags: '', from: '', to: '' }

/** A day that was begun to be typed, and is none. */
const noDay = (text: string) => text !== '' && beginningOf(text) === undefined

export function GrantForm() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const form = useForm<Entries, Affiliation>({
    initial: empty,
    wording: {
      email: t('administration.errors.email'),
      institution: t('administration.errors.institution'),
      kind: t('administration.errors.kind'),
      from: t('administration.errors.from'),
      to: t('administration.errors.to'),
    },
    wrong: ({ email, institution, kind, from, to }) => [
      ...(looksLikeEmail(email) ? [] : (['email'] as const)),
      ...(institution.trim().length < 2 ? (['institution'] as const) : []),
      ...(kind === null ? (['kind'] as const) : []),
      ...(noDay(from) ? (['from'] as const) : []),
      ...(noDay(to) || (to !== '' && from !== '' && to < from) ? (['to'] as const) : []),
    ],
    send: ({ email, institution, kind, function: office, ags, from, to }) =>
      call('accounts.grantAffiliation', {
        email,
        institution,
        kind: kind!,
        ...(office.trim() && { function: office }),
        ...(ags && kind === 'municipality' && { ags }),
        ...(from && { from: beginningOf(from)!.toISOString() }),
        ...(to && { to: endOf(to)!.toISOString() }),
      }),
    onDone: ({ personName }) => {
      void queries.invalidateQueries({ queryKey: ['accounts.listAffiliations'] })
      for (const [name, value] of Object.entries(empty)) form.set(name, value)
      toast.show({
        text: t('administration.offices.granted', { name: personName }),
        closeLabel: t('common.close'),
      })
    },
  })
  return (
    <section aria-labelledby="offices-grant">
      <SectionHead id="offices-grant">{t('administration.offices.grant')}</SectionHead>
      <Form onSubmit={form.submit} aria-labelledby="offices-grant">
        <FormProblem form={form} />
        <TextField
          {...form.text('email')}
          label={t('administration.people.email')}
          hint={t('administration.offices.emailHint')}
          type="email"
          inputMode="email"
          dir="ltr"
        />
        <TextField
          {...form.text('institution')}
          label={t('administration.offices.institution')}
          hint={t('administration.offices.institutionHint')}
          maxLength={120}
        />
        <RadioField
          {...form.field('kind')}
          label={t('administration.offices.kind')}
          beside
          value={form.values.kind}
          options={institutionKinds.map((value) => ({
            value,
            label: t(`common.institutionKind.${value}`),
          }))}
          onChange={(value) => form.set('kind', institutionKinds.find((one) => one === value) ?? null)}
        />
        {form.values.kind === 'municipality' && (
          <MunicipalityField
            {...form.field('ags')}
            label={t('administration.offices.place')}
            hint={t('common.optional')}
            value={form.values.ags}
            onChange={(ags) => form.set('ags', ags)}
          />
        )}
        <TextField
          {...form.text('function')}
          label={t('administration.offices.function')}
          hint={t('administration.offices.functionHint')}
          maxLength={120}
        />
        <TextField
          {...form.text('from')}
          label={t('administration.offices.from')}
          hint={t('administration.offices.fromHint')}
          type="date"
        />
        <TextField
          {...form.text('to')}
          label={t('administration.offices.to')}
          hint={t('administration.offices.toHint')}
          type="date"
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('administration.offices.submit')}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}
