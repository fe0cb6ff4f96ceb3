import type { ModerationRule } from '@augenhoehe/contracts'
import { RadioField, TextAreaField } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import type { useForm } from './useForm.ts'

/** What every restriction rests on: a rule, and a sentence. */
export interface GroundsEntries extends Record<string, unknown> {
  rule: ModerationRule | null
  reason: string
}

export const noGrounds: GroundsEntries = { rule: null, reason: '' }

export const rules: readonly ModerationRule[] = [
  'insult',
  'discrimination',
  'personal-data',
  'advertising',
  'off-topic',
  'unlawful',
]

const shortest = 3

/** The sentence on one line, as the server stores it. */
export const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

export function wrongGrounds({ rule, reason }: GroundsEntries) {
  const wrong: ('rule' | 'reason')[] = []
  if (rule === null) wrong.push('rule')
  if (isTooShort(reason)) wrong.push('reason')
  return wrong
}

const isTooShort = (text: string) => Array.from(oneLine(text)).length < shortest

export function useGroundsWording() {
  const { t } = useTranslation()
  return { rule: t('deciding.grounds.ruleMissing'), reason: t('deciding.grounds.reasonMissing') }
}

type GroundsForm = ReturnType<typeof useForm<GroundsEntries, never>>
type ReasonForm = Pick<GroundsForm, 'text'>

interface GroundsFieldsProps {
  form: Pick<GroundsForm, 'field' | 'text' | 'values' | 'set'>
  hint: string
  /** What the sentence is; the reason when left out. */
  label?: string | undefined
}

export function GroundsFields({ form, hint, label }: GroundsFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <RadioField
        {...form.field('rule')}
        label={t('deciding.grounds.rule')}
        options={rules.map((value) => ({ value, label: t(`threads.rule.${value}`) }))}
        value={form.values.rule}
        onChange={(value) => form.set('rule', rules.find((known) => known === value) ?? null)}
      />
      <ReasonField form={form} hint={hint} label={label} />
    </>
  )
}

/** The sentence alone, where no rule is broken. */
export function ReasonField({ form, hint, label }: Omit<GroundsFieldsProps, 'form'> & { form: ReasonForm }) {
  const { t } = useTranslation()
  return (
    <TextAreaField
      {...form.text('reason')}
      label={label ?? t('deciding.grounds.reason')}
      hint={hint}
      maxLength={500}
      minRows={2}
      dir="auto"
    />
  )
}
