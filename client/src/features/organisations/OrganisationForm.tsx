import type { OrganisationDraft } from '@augenhoehe/contracts'
import { fold } from '@augenhoehe/reference-data'
import type { OptionsFilter } from '@mantine/core'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useFieldName, useLanguageName, useTaxonomy } from '../../platform/reference.ts'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, MultiSelectField, TextAreaField, TextField } from '../../ui/index.ts'
import { toDraft, wrongEntries, type ProfileEntries } from './draft.ts'
import { MunicipalityField } from '../../platform/MunicipalityField.tsx'

interface OrganisationFormProps<R> {
  initial: ProfileEntries
  submitLabel: string
  send: (draft: OrganisationDraft) => Promise<R>
  onDone: (reply: R) => void
  onCancel?: () => void
}

/** "turkisch" finds "Türkisch", and so does "türkçe". */
const forgivingFilter: OptionsFilter = ({ options, search }) =>
  options.filter((option) => 'label' in option && fold(option.label).includes(fold(search.trim())))

/** The profile of an association, for registering it and for changing it. */
export function OrganisationForm<R>({
  initial,
  submitLabel,
  send,
  onDone,
  onCancel,
}: OrganisationFormProps<R>) {
  const { t } = useTranslation()
  const taxonomy = useTaxonomy()
  const fieldName = useFieldName()
  const languageName = useLanguageName()
  const form = useForm<ProfileEntries, R>({
    initial,
    wording: {
      name: t('membership.errors.name'),
      municipality: t('membership.errors.municipality'),
      fields: t('membership.errors.fields'),
      languages: t('membership.errors.languages'),
      selfDescription: t('membership.errors.selfDescription'),
      website: t('membership.errors.website'),
      contactEmail: t('membership.errors.contactEmail'),
      foundedYear: t('membership.errors.foundedYear'),
    },
    wrong: wrongEntries,
    send: (entries) => send(toDraft(entries)),
    onDone,
  })
  const optional = (label: string) => `${label} (${t('common.optional')})`
  const forgiving = {
    filter: forgivingFilter,
    hidePickedOptions: true,
    nothingFoundMessage: t('organisations.fields.nothingFound'),
  }

  return (
    <Form onSubmit={form.submit} aria-label={submitLabel}>
      <FormProblem form={form} />
      <TextField
        {...form.text('name')}
        label={t('organisations.fields.name')}
        autoComplete="organization"
        dir="auto"
      />
      <MunicipalityField
        {...form.field('municipality')}
        label={t('organisations.fields.municipality')}
        hint={t('organisations.fields.municipalityHint')}
        value={form.values.municipality}
        onChange={(ags) => form.set('municipality', ags)}
      />
      <MultiSelectField
        {...form.field('fields')}
        {...forgiving}
        label={t('organisations.fields.fields')}
        hint={t('organisations.fields.fieldsHint')}
        data={(taxonomy?.activityFields ?? []).map(({ id }) => ({ value: id, label: fieldName(id) }))}
        value={[...form.values.fields]}
        onChange={(fields) => form.set('fields', fields)}
        maxValues={10}
      />
      <MultiSelectField
        {...form.field('languages')}
        {...forgiving}
        label={t('organisations.fields.languages')}
        hint={t('organisations.fields.languagesHint')}
        data={(taxonomy?.languages ?? []).map(({ id, endonym }) => ({
          value: id,
          label: endonym === languageName(id) ? endonym : `${languageName(id)} (${endonym})`,
        }))}
        value={[...form.values.languages]}
        onChange={(languages) => form.set('languages', languages)}
        maxValues={20}
      />
      <TextAreaField
        {...form.text('selfDescription')}
        label={optional(t('organisations.fields.selfDescription'))}
        hint={t('organisations.fields.selfDescriptionHint')}
        maxLength={2000}
        dir="auto"
      />
      <TextField
        {...form.text('website')}
        label={optional(t('organisations.fields.website'))}
        inputMode="url"
        autoComplete="url"
        dir="ltr"
      />
      <TextField
        {...form.text('contactEmail')}
        label={optional(t('organisations.fields.contactEmail'))}
        hint={t('organisations.fields.contactEmailHint')}
        type="email"
        inputMode="email"
        dir="ltr"
      />
      <TextField
        {...form.text('foundedYear')}
        label={optional(t('organisations.fields.foundedYear'))}
        inputMode="numeric"
        maxLength={4}
        dir="ltr"
      />
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
          {submitLabel}
        </Button>
        {onCancel && (
          <Button look="text" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        )}
      </FormActions>
    </Form>
  )
}
