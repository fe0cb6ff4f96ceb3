import type { Listing, ListingDraft, OwnMembership } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ClearField } from '../../platform/clarity/ClearField.tsx'
import { call, read } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { ListingFacts } from '../../platform/ListingFacts.tsx'
import { MunicipalityField } from '../../platform/MunicipalityField.tsx'
import { usePlaceName, useTaxonomy } from '../../platform/reference.ts'
import { useForm } from '../../platform/useForm.ts'
import {
  Banner,
  Button,
  CheckboxField,
  Form,
  FormActions,
  ListingCard,
  RadioField,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { entriesOf, fieldsOf, quantityOf, wrongEntries, type ListingEntries } from './listing-entries.ts'
import styles from './ListingForm.module.css'
import { useListingMeta } from './useListingMeta.ts'
import { operationsOf } from './useListings.ts'
import { useCategoryGroups, useCategoryName, useListingCategory } from './vocabulary.ts'
import { WeekField } from './WeekField.tsx'

interface ListingFormProps {
  own: Pick<OwnMembership, 'organisationId' | 'name' | 'slug'>
  listing: Listing | undefined
  /** What a new one begins with. */
  begin: Partial<ListingEntries> | undefined
  /** The contribution it comes of. */
  source: ListingDraft['source']
  onDone: () => void
  onCancel: () => void
}

export function ListingForm({ own, listing, begin, source, onDone, onCancel }: ListingFormProps) {
  const { t } = useTranslation()
  const groups = useCategoryGroups()
  const taxonomy = useTaxonomy()
  const categoryName = useCategoryName()
  const categoryOf = useListingCategory()
  const placeName = usePlaceName()
  const metaOf = useListingMeta()
  const home = useQuery(read('organisations.get', { slug: own.slug })).data?.municipality ?? ''
  const { organisationId } = own
  const asksOf = (category: string): readonly string[] => taxonomy?.needKindById(category)?.asks ?? []
  const isExpired = listing?.state === 'expired'
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
      quantity: t('offering.listing.wrong.quantity'),
      from: t('offering.listing.wrong.from'),
      until: t('offering.listing.wrong.until'),
      conditions: t('offering.listing.wrong.conditions'),
      availability: t('offering.listing.wrong.conditions'),
    },
    reasons: {
      over: t('offering.listing.wrong.over'),
      'too far ahead': t('offering.listing.wrong.farAhead'),
      'too long ago': t('offering.listing.wrong.longAgo'),
    },
    wrong: wrongEntries,
    send: async (entries) => {
      const plural = operationsOf[entries.kind ?? 'need']
      const fields = fieldsOf(entries, asksOf(entries.category))
      if (listing) {
        const { id } = listing
        const changed = await call(`${plural}.change`, { id, ...fields })
        // Whoever puts right what has expired wants it shown again.
        return isExpired ? call(`${plural}.setState`, { id, state: 'active' }) : changed
      }
      return call(`${plural}.publish`, {
        organisationId,
        clientId,
        ...fields,
        // Agreed was one kind; another is one’s own matter.
        ...(source && entries.kind === begin?.kind && { source }),
      })
    },
    onDone,
  })
  const optional = (label: string) => `${label} (${t('common.optional')})`
  const { values, set } = form
  const asks = asksOf(values.category)
  const place = values.municipality || home
  const { quantity, availability } = values
  const hasQuantity = asks.includes('quantity') || listing?.quantity != null
  const mayRemote = asks.includes('remote') || values.remote

  return (
    <Form onSubmit={form.submit}>
      <FormProblem form={form} />
      {listing?.formerCategory && (
        <Banner tone="info" inset>
          {t('offering.listing.lostCategory', { category: categoryOf(listing) })}
        </Banner>
      )}
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
      <ClearField
        {...form.text('text')}
        label={optional(t('offering.listing.text'))}
        hint={t('offering.listing.textHint')}
        maxLength={2000}
        dir="auto"
      />
      {values.category !== '' && (
        <>
          {hasQuantity && (
            <div className={styles.quantity}>
              <TextField
                {...form.field('quantity')}
                label={optional(t('offering.listing.amount'))}
                inputMode="numeric"
                value={quantity.amount}
                onChange={(event) => set('quantity', { ...quantity, amount: event.currentTarget.value })}
              />
              <TextField
                label={t('offering.listing.of')}
                placeholder={t('offering.listing.ofHint')}
                maxLength={60}
                dir="auto"
                value={quantity.of}
                onChange={(event) => set('quantity', { ...quantity, of: event.currentTarget.value })}
              />
            </div>
          )}
          <MunicipalityField
            {...form.field('municipality')}
            label={t('offering.listing.place')}
            value={place}
            onChange={(value) => set('municipality', value)}
          />
          {mayRemote && (
            <CheckboxField
              label={t('offering.listing.remote')}
              checked={values.remote}
              onChange={(event) => set('remote', event.currentTarget.checked)}
            />
          )}
          <div className={styles.dates}>
            <TextField {...form.text('from')} type="date" label={optional(t('offering.listing.from'))} />
            <TextField {...form.text('until')} type="date" label={optional(t('offering.listing.until'))} />
          </div>
          {asks.includes('availability') && (
            <>
              <WeekField
                label={optional(t(`offering.listing.when.${values.kind ?? 'offer'}`))}
                hint={t('offering.listing.whenHint')}
                value={availability.times}
                onChange={(times) => set('availability', { ...availability, times })}
              />
              <TextField
                {...form.field('availability')}
                label={optional(t('offering.listing.whenNote'))}
                hint={t('offering.listing.whenNoteHint')}
                maxLength={200}
                dir="auto"
                value={availability.note}
                onChange={(event) =>
                  set('availability', { ...availability, note: event.currentTarget.value })
                }
              />
            </>
          )}
          <TextField
            {...form.text('conditions')}
            label={optional(t('offering.listing.conditions'))}
            hint={t(`offering.listing.conditionsHint.${values.kind ?? 'offer'}`)}
            maxLength={200}
            dir="auto"
          />
        </>
      )}
      {values.category !== '' && values.kind && values.title.trim() !== '' && (
        <details className={styles.preview}>
          <summary>{t('offering.listing.preview')}</summary>
          <ListingCard
            level={3}
            kind={values.kind}
            kindLabel={t(`matching.kind.${values.kind}`)}
            title={values.title}
            place={
              values.remote ? t('matching.placeOrOnline', { place: placeName(place) }) : placeName(place)
            }
            organisation={own.name}
            facts={
              <ListingFacts
                of={{
                  quantity: quantityOf(quantity) ?? null,
                  conditions: values.conditions.trim(),
                  availability:
                    asks.includes('availability') &&
                    (availability.times.length > 0 || availability.note.trim() !== '')
                      ? availability
                      : null,
                }}
              />
            }
            meta={[
              categoryName(values.category),
              metaOf({ from: values.from || null, until: values.until || null }),
            ]
              .filter(Boolean)
              .join(' · ')}
          >
            {values.text || undefined}
          </ListingCard>
        </details>
      )}
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
          {t(
            isExpired
              ? 'offering.listing.saveAndRenew'
              : listing
                ? 'common.save'
                : 'offering.listing.publish',
          )}
        </Button>
        <Button look="line" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
