import type { ContactRequest, OwnMembership } from '@augenhoehe/contracts'
import { personalData } from '@augenhoehe/reference-data/personal-data'
import { useQueryClient } from '@tanstack/react-query'
import { Fragment } from 'react'
import { call } from '../../platform/api.ts'
import { FormDialog } from '../../platform/FormDialog.tsx'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { UnverifiedLimit } from '../../platform/UnverifiedLimit.tsx'
import { UnverifiedNote } from '../../platform/UnverifiedNote.tsx'
import { useForm } from '../../platform/useForm.ts'
import { Banner, SelectField, TextAreaField, useToast } from '../../ui/index.ts'
import styles from './Matching.module.css'
import { OutlookNote } from './OutlookNote.tsx'
import { useOutlook } from './useOutlook.ts'
import { useCategoryGroups } from './vocabulary.ts'

export interface ReferDialogProps {
  own: OwnMembership
  other: ContactRequest['organisation']
  onClose: () => void
}

interface Entries extends Record<string, unknown> {
  category: string
  text: string
}

const shortest = 3

/** Passes a case on. Whoever it is about is described by what they need, never by who they are. */
export function ReferDialog({ own, other, onClose }: ReferDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const groups = useCategoryGroups()
  const pair = { organisationId: own.organisationId, otherOrganisationId: other.id }
  const outlook = useOutlook(pair.organisationId, pair.otherOrganisationId)
  const form = useForm<Entries, ContactRequest>({
    initial: { category: '', text: '' },
    wording: { category: t('requests.refer.wrong.category'), text: t('requests.refer.wrong.text') },
    wrong: ({ category, text }) => [
      ...(category === '' ? (['category'] as const) : []),
      ...(text.trim().length < shortest || personalData(text).length > 0 ? (['text'] as const) : []),
    ],
    send: (entries) => call('matching.refer', { ...pair, ...entries }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['matching.requests'] })
      onClose()
      toast.show({
        text: t('requests.done.referral', { name: other.name }),
        closeLabel: t('common.close'),
      })
    },
  })
  const { values, set, problem } = form

  return (
    <FormDialog
      form={form}
      title={t('requests.refer.title', { name: other.name })}
      text={t('requests.refer.text')}
      submitLabel={t('requests.refer.send')}
      onClose={onClose}
      problem={
        problem && isProblem(problem, 'conflict') ? (
          <Banner tone="problem" inset>
            {t('requests.refer.already')}
          </Banner>
        ) : (
          <FormProblem form={form} />
        )
      }
    >
      <UnverifiedLimit own={own} what="requests" />
      <UnverifiedNote of={other} />
      <OutlookNote outlook={outlook} />
      <SelectField
        {...form.field('category')}
        label={t('requests.refer.category')}
        placeholder={t('offering.listing.choose')}
        searchable
        data={groups}
        value={values.category || null}
        onChange={(value) => set('category', value ?? '')}
        nothingFoundMessage={t('offering.listing.noCategory')}
      />
      <TextAreaField
        {...form.text('text')}
        label={t('requests.refer.story')}
        hint={`${t('requests.noNames')} ${t('requests.refer.storyHint')}`}
        maxLength={800}
        minRows={5}
        dir="auto"
      />
      <Findings text={values.text} />
    </FormDialog>
  )
}

/** What would tell who somebody is, at its place in the text, as long as it is there. */
function Findings({ text }: { text: string }) {
  const { t } = useTranslation()
  const findings = personalData(text)
  return (
    <output className={styles.found}>
      {findings.length > 0 && (
        <div className={styles.findings}>
          <p>{t('requests.refer.found')}</p>
          <p className={styles.message} dir="auto">
            {findings.map(({ kind, start, end }, index) => (
              <Fragment key={start}>
                {text.slice(findings[index - 1]?.end ?? 0, start)}
                <mark>
                  {text.slice(start, end)} <small>({t(`requests.finding.${kind}`)})</small>
                </mark>
              </Fragment>
            ))}
            {text.slice(findings.at(-1)?.end ?? 0)}
          </p>
        </div>
      )}
    </output>
  )
}
