import type { ConfirmationValue, ResultRecord } from '@augenhoehe/contracts'
import { useState } from 'react'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { useForm } from '../../platform/useForm.ts'
import { Button, Dialog, Form, FormActions, RadioField, SelectField, TextAreaField } from '../../ui/index.ts'
import { partsOf } from './reading.ts'
import styles from './Results.module.css'
import { useConfirm } from './useConfirm.ts'
import { useKept } from './useKept.ts'

interface ConfirmationDialogProps {
  record: ResultRecord
  /** None: for the office. */
  organisationId: string | null
  /** What was chosen before; none where one chooses here. */
  value: ConfirmationValue | null
  onClose: () => void
}

const values: readonly ConfirmationValue[] = ['confirm', 'comment', 'dissent']
const whole = 'whole'

/** Is it right for an association or office? What is written here stays until it has arrived. */
export function ConfirmationDialog({ record, organisationId, value, onClose }: ConfirmationDialogProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const [forWhom, setForWhom] = useState(organisationId)
  const [kept, keep] = useKept(`record-answer.${user?.id}.${record.id}`)
  const confirm = useConfirm({
    isQuiet: true,
    onDone: () => {
      keep('')
      onClose()
    },
  })
  const answering = record.mayConfirmFor.find((one) => one.organisationId === forWhom)
  const name = answering?.name ?? ''
  const isOffice = forWhom === null
  const form = useForm<{ value: ConfirmationValue | null; itemId: string; text: string }, unknown>({
    initial: { value, itemId: whole, text: kept },
    wording: { value: t('results.confirm.missing'), text: t('results.confirm.textMissing') },
    wrong: (typed) => [
      ...(typed.value === null ? (['value'] as const) : []),
      ...(typed.value !== null && typed.value !== 'confirm' && typed.text.trim().length < 3
        ? (['text'] as const)
        : []),
    ],
    send: (typed) =>
      confirm.mutateAsync({
        recordId: record.id,
        organisationId: forWhom,
        value: typed.value ?? 'confirm',
        itemId: typed.value === 'confirm' || typed.itemId === whole ? null : typed.itemId,
        text: typed.value === 'confirm' ? null : typed.text.trim(),
      }),
    onDone: () => undefined,
  })
  const chosen = form.values.value
  const statements = partsOf(record).flatMap(({ entries }) => entries)

  return (
    <Dialog
      opened
      onClose={onClose}
      title={
        value === null || value === 'confirm'
          ? t('results.confirm.question', { name })
          : t(`results.confirm.title.${value}`)
      }
      closeLabel={t('common.cancel')}
    >
      <Form onSubmit={form.submit} className={styles.dialog}>
        <FormProblem form={form} />
        {record.mayConfirmFor.length > 1 && (
          <SelectField
            label={t('results.confirm.forWhom')}
            data={record.mayConfirmFor.map((one) => ({ value: one.organisationId ?? '', label: one.name }))}
            value={forWhom ?? ''}
            onChange={(id) => id !== null && setForWhom(id)}
          />
        )}
        {value === null && (
          <RadioField
            {...form.field('value')}
            label={t('results.confirm.answer')}
            hint={t(isOffice ? 'results.confirm.office.public' : 'results.confirm.public')}
            options={values.map((one) => ({
              value: one,
              label: t(`results.confirm.${one}`),
              note: t(`results.confirm.note.${one}`),
            }))}
            value={chosen}
            onChange={(next) => form.set('value', values.find((one) => one === next) ?? null)}
          />
        )}
        {chosen !== null && chosen !== 'confirm' && (
          <>
            {value !== null && <p className={styles.soft}>{t(`results.confirm.note.${chosen}`)}</p>}
            <SelectField
              label={t('results.confirm.about')}
              data={[
                { value: whole, label: t('results.confirm.whole') },
                ...statements.map(({ item, n }) => ({
                  value: item.id,
                  label: t('results.confirm.statement', { n, text: item.text }),
                })),
              ]}
              value={form.values.itemId}
              onChange={(id) => form.set('itemId', id ?? whole)}
            />
            <TextAreaField
              {...form.text('text')}
              label={t(
                isOffice && chosen === 'dissent'
                  ? 'results.confirm.office.dissent'
                  : `results.confirm.text.${chosen}`,
              )}
              onChange={(event) => {
                form.set('text', event.currentTarget.value)
                keep(event.currentTarget.value)
              }}
              maxLength={1000}
              dir="auto"
              data-autofocus={value === null ? undefined : true}
            />
          </>
        )}
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t(`results.confirm.send.${chosen ?? 'confirm'}`)}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
