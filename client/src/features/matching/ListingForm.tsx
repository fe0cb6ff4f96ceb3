import type { Listing, ListingDraft } from '@augenhoehe/contracts'
import { fold } from '@augenhoehe/reference-data'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { placeWithDistrict, useMunicipalities } from '../../platform/reference.ts'
import { useForm } from '../../platform/useForm.ts'
import {
  Button,
  CheckboxField,
  Form,
  FormActions,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../ui/index.ts'
import { entriesOf, fieldsOf, wrongEntries, type ListingEntries } from './listing-entries.ts'
import styles from './Matching.module.css'
import { operationsOf } from './useListings.ts'
import { useCategoryGroups } from './vocabulary.ts'

interface ListingFormProps {
  organisationId: string
  listing: Listing | undefined
  /** What a new one begins with. */
  begin: Partial<ListingEntries> | undefined
  /** The contribution it comes of. */
  source: ListingDraft['source']
  onDone: () => void
  onCancel: () => void
}

const mostPlaces = 30

export function ListingForm({ organisationId, listing, begin, source, onDone, onCancel }: ListingFormProps) {
  const { t } = useTranslation()
  const groups = useCategoryGroups()
  const places = useMunicipalities()
  // One name for one entry: pressed again after a lost answer, it is not published twice.
  const [clientId] = useState(newClientId)
  const form = useForm<ListingEntries, Listing>({
    initial: { ...entriesOf(listing), ...begin },
    wording: {
      kind: t('offering.listing.wrong.kind'),
      category: t('offering.listing.wrong.category'),
      title: t('offering.listing.wrong.title'),
      text: t('offering.listing.wrong.text'),
      municipality: t('offering.listing.wrong.municipality'),
      until: t('offering.listing.wrong.until'),
    },
    wrong: wrongEntries,
    send: (entries) => {
      const plural = operationsOf[entries.kind ?? 'need']
      return listing
        ? call(`${plural}.change`, { id: listing.id, ...fieldsOf(entries) })
        : call(`${plural}.publish`, {
            organisationId,
            clientId,
            ...fieldsOf(entries),
            // Agreed was one kind; another is one’s own matter.
            ...(source && entries.kind === begin?.kind && { source }),
          })
    },
    onDone,
  })
  const optional = (label: string) => `${label} (${t('common.optional')})`
  const { values, set } = form

  return (
    <Form onSubmit={form.submit}>
      <FormProblem form={form} />
      {!listing && (
        <RadioField
          {...form.field('kind')}
          label={t('offering.listing.kind')}
          options={(['need', 'offer'] as const).map((value) => ({
            value,
            label: t(`offering.listing.kinds.${value}`),
          }))}
          value={values.kind}
          onChange={(value) => set('kind', value === 'need' ? 'need' : 'offer')}
        />
      )}
      <SelectField
        {...form.field('category')}
        label={t('offering.listing.category')}
        placeholder={t('offering.listing.choose')}
        searchable
        data={groups}
        value={values.category || null}
        onChange={(value) => set('category', value ?? '')}
        nothingFoundMessage={t('offering.listing.noCategory')}
      />
      <TextField
        {...form.text('title')}
        label={t('offering.listing.title')}
        hint={t('offering.listing.titleHint')}
        maxLength={120}
        dir="auto"
      />
      <TextAreaField
        {...form.text('text')}
        label={optional(t('offering.listing.text'))}
        hint={t('offering.listing.textHint')}
        maxLength={2000}
        dir="auto"
      />
      <SelectField
        {...form.field('municipality')}
        label={optional(t('offering.listing.place'))}
        hint={t('offering.listing.placeHint')}
        searchable
        clearable
        limit={mostPlaces}
        data={(places?.municipalities ?? []).map((place) => ({
          value: place.ags,
          label: placeWithDistrict(place),
        }))}
        filter={({ options, search, limit }) =>
          options
            .filter((option) => 'label' in option && fold(option.label).includes(fold(search.trim())))
            .slice(0, limit)
        }
        value={values.municipality || null}
        onChange={(value) => set('municipality', value ?? '')}
      />
      <CheckboxField
        label={t('offering.listing.remote')}
        checked={values.remote}
        onChange={(event) => set('remote', event.currentTarget.checked)}
      />
      <div className={styles.dates}>
        <TextField {...form.text('from')} type="date" label={optional(t('offering.listing.from'))} />
        <TextField {...form.text('until')} type="date" label={optional(t('offering.listing.until'))} />
      </div>
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
          {listing ? t('common.save') : t('offering.listing.publish')}
        </Button>
        <Button look="line" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
