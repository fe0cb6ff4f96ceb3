import type { FieldAudience, ProfileField } from '@augenhoehe/contracts'
import { fold, label, type Labelled } from '@augenhoehe/reference-data'
import type { OptionsFilter } from '@mantine/core'
import { ClearField } from '../../platform/clarity/ClearField.tsx'
import { useLocale, useTranslation } from '../../platform/i18n.ts'
import { MunicipalityField } from '../../platform/MunicipalityField.tsx'
import { useFieldName, useLanguageName, useTaxonomy } from '../../platform/reference.ts'
import { Button, MultiSelectField, RadioField, SelectField, TextField } from '../../ui/index.ts'
import styles from './ProfileFields.module.css'
import type { ProfileForm } from './profile-form.ts'

interface PartProps {
  form: ProfileForm
}

const useOptional = () => {
  const { t } = useTranslation()
  return (text: string) => `${text} (${t('common.optional')})`
}

/** What it is called, and where it is at home. */
export function NameFields({ form }: PartProps) {
  const { t } = useTranslation()
  return (
    <>
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
    </>
  )
}

/** "turkisch" finds "Türkisch", and so does "türkçe". */
const forgivingFilter: OptionsFilter = ({ options, search }) =>
  options.filter((option) => 'label' in option && fold(option.label).includes(fold(search.trim())))

/** What it does, and in which languages. */
export function WorkFields({ form }: PartProps) {
  const { t } = useTranslation()
  const taxonomy = useTaxonomy()
  const fieldName = useFieldName()
  const languageName = useLanguageName()
  const forgiving = {
    filter: forgivingFilter,
    hidePickedOptions: true,
    nothingFoundMessage: t('organisations.fields.nothingFound'),
  }
  return (
    <>
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
    </>
  )
}

const mostActivities = 12

function ActivityFields({ form }: PartProps) {
  const { t } = useTranslation()
  const { activities } = form.values
  const { id, error } = form.field('activities')
  const change = (index: number, changed: Partial<(typeof activities)[number]>) =>
    form.set(
      'activities',
      activities.map((one, at) => (at === index ? { ...one, ...changed } : one)),
    )
  return (
    <fieldset id={id} tabIndex={-1} className={styles.group} aria-describedby={error && `${id}-error`}>
      <legend>{t('creating.activities.title')}</legend>
      <p className={styles.hint}>{t('creating.activities.hint')}</p>
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      {activities.map((one, index) => (
        <div key={index} className={styles.activity}>
          <TextField
            label={t('creating.activities.what', { n: index + 1 })}
            value={one.title}
            onChange={(event) => change(index, { title: event.currentTarget.value })}
            maxLength={120}
            dir="auto"
          />
          <TextField
            label={t('creating.activities.when', { n: index + 1 })}
            value={one.when}
            onChange={(event) => change(index, { when: event.currentTarget.value })}
            maxLength={120}
            dir="auto"
          />
          <Button
            look="text"
            onClick={() =>
              form.set(
                'activities',
                activities.filter((_, at) => at !== index),
              )
            }
          >
            {t('creating.activities.remove', { n: index + 1 })}
          </Button>
        </div>
      ))}
      {activities.length < mostActivities && (
        <div>
          <Button
            look="line"
            onClick={() => form.set('activities', [...activities, { title: '', when: '' }])}
          >
            {t('creating.activities.add')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

/** How it describes itself, in words of its own. */
export function WordsFields({ form }: PartProps) {
  const { t } = useTranslation()
  const optional = useOptional()
  return (
    <>
      <TextField
        {...form.text('selfTerm')}
        label={optional(t('creating.selfTerm'))}
        hint={t('creating.selfTermHint')}
        maxLength={120}
        dir="auto"
      />
      <ClearField
        {...form.text('selfDescription')}
        label={optional(t('organisations.fields.selfDescription'))}
        hint={t('organisations.fields.selfDescriptionHint')}
        maxLength={2000}
        dir="auto"
      />
      <TextField
        {...form.text('targetGroups')}
        label={optional(t('creating.targetGroups'))}
        hint={t('creating.targetGroupsHint')}
        maxLength={200}
        dir="auto"
      />
      <TextField
        {...form.text('meetingPlace')}
        label={optional(t('creating.meetingPlace'))}
        hint={t('creating.meetingPlaceHint')}
        maxLength={200}
        dir="auto"
      />
      <ActivityFields form={form} />
    </>
  )
}

/** One word of a short list, or none. */
function WordField({
  form,
  name,
  title,
  words,
}: PartProps & {
  name: 'kind' | 'legalForm' | 'memberBand' | 'staffBand'
  title: string
  words: readonly (Labelled & { id: string })[] | undefined
}) {
  const { t } = useTranslation()
  const locale = useLocale()
  return (
    <SelectField
      {...form.field(name)}
      label={title}
      data={[
        { value: '', label: t('creating.unsaid') },
        ...(words ?? []).map((word) => ({ value: word.id, label: label(word, locale) })),
      ]}
      value={form.values[name]}
      onChange={(word) => form.set(name, word ?? '')}
    />
  )
}

/** How others reach it. One way is enough. */
export function ContactFields({ form }: PartProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.group}>
      <legend>{t('creating.contact.title')}</legend>
      <p className={styles.hint}>{t('creating.contact.hint')}</p>
      <TextField
        {...form.text('contactEmail')}
        label={t('organisations.fields.contactEmail')}
        hint={t('creating.contact.emailHint')}
        type="email"
        inputMode="email"
        dir="ltr"
      />
      <TextField
        {...form.text('contactPhone')}
        label={t('creating.contact.phone')}
        type="tel"
        inputMode="tel"
        maxLength={40}
        dir="ltr"
      />
      <TextField
        {...form.text('website')}
        label={t('organisations.fields.website')}
        inputMode="url"
        autoComplete="url"
        dir="ltr"
      />
    </fieldset>
  )
}

/** What people ask after; all of it may be left out. */
export function FactFields({ form }: PartProps) {
  const { t } = useTranslation()
  const optional = useOptional()
  const taxonomy = useTaxonomy()
  return (
    <>
      <TextField
        {...form.text('foundedYear')}
        label={optional(t('organisations.fields.foundedYear'))}
        inputMode="numeric"
        maxLength={4}
        dir="ltr"
      />
      <WordField
        form={form}
        name="kind"
        title={optional(t('creating.kind'))}
        words={taxonomy?.organisationKinds}
      />
      <WordField
        form={form}
        name="legalForm"
        title={optional(t('creating.legalForm'))}
        words={taxonomy?.legalForms}
      />
      <WordField
        form={form}
        name="memberBand"
        title={optional(t('creating.memberBand'))}
        words={taxonomy?.memberBands}
      />
      <WordField
        form={form}
        name="staffBand"
        title={optional(t('creating.staffBand'))}
        words={taxonomy?.staffBands}
      />
    </>
  )
}

const audiences: readonly FieldAudience[] = ['everyone', 'signed-in', 'members']
/** What one decides about together. */
const sections = {
  words: ['selfTerm', 'targetGroups', 'activities', 'meetingPlace'],
  contact: ['contactEmail', 'contactPhone', 'website'],
  facts: ['foundedYear', 'kind', 'legalForm', 'memberBand', 'staffBand'],
  results: ['results'],
} as const satisfies Record<string, readonly ProfileField[]>

/** Who sees what: by section, and field by field for whoever wants it. */
export function VisibilityFields({ form }: PartProps) {
  const { t } = useTranslation()
  const { visibility } = form.values
  const audienceOf = (field: ProfileField) => visibility[field] ?? 'everyone'
  const options = audiences.map((value) => ({ value, label: t(`creating.audience.${value}`) }))
  const show = (fields: readonly ProfileField[], audience: string | null) => {
    const chosen = audiences.find((one) => one === audience)
    if (!chosen) return
    const others = Object.entries(visibility).filter(([field]) => !fields.includes(field as ProfileField))
    const these = chosen === 'everyone' ? [] : fields.map((field) => [field, chosen])
    form.set('visibility', Object.fromEntries([...others, ...these]) as typeof visibility)
  }
  return (
    <>
      <p className={styles.hint}>{t('creating.visibility.always')}</p>
      {Object.entries(sections).map(([section, fields]) => {
        const [first = 'everyone', ...more] = new Set(fields.map(audienceOf))
        const name = t(`creating.visibility.${section as keyof typeof sections}`)
        return (
          <div key={section} className={styles.section}>
            <RadioField
              label={t('creating.visibility.who', { section: name })}
              options={options}
              value={more.length > 0 ? null : first}
              onChange={(audience) => show(fields, audience)}
            />
            {fields.length > 1 && (
              <details className={styles.each} open={more.length > 0 || undefined}>
                <summary>{t('creating.visibility.each', { section: name })}</summary>
                <div className={styles.fields}>
                  {fields.map((field) => (
                    <SelectField
                      key={field}
                      label={t(`creating.field.${field}`)}
                      data={options}
                      value={audienceOf(field)}
                      onChange={(audience) => show([field], audience)}
                    />
                  ))}
                </div>
              </details>
            )}
          </div>
        )
      })}
    </>
  )
}
