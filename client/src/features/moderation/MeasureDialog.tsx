import type { AllOperations, Measure, Reply, Room } from '@augenhoehe/contracts'
import { call } from '../../platform/api.ts'
import { FormDialog } from '../../platform/FormDialog.tsx'
import {
  GroundsFields,
  noGrounds,
  oneLine,
  useGroundsWording,
  wrongGrounds,
  type GroundsEntries,
} from '../../platform/Grounds.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { usePace } from '../../platform/measures.tsx'
import { useForm } from '../../platform/useForm.ts'
import { RadioField } from '../../ui/index.ts'
import { durations, endOf, type Duration } from './durations.ts'

type Measures = Reply<AllOperations['moderation.setMeasure']>

interface MeasureDialogProps {
  room: Room
  onClose: () => void
  onSet: (measures: Measures) => void
}

interface Entries extends GroundsEntries {
  measure: Measure | null
  seconds: number
  duration: Duration
}

const kinds: readonly Measure[] = ['slow-mode', 'read-only', 'members-only', 'pre-check']
const pauses = [30, 60, 300, 900]

/** What shall hold for everybody in a room, and why. */
export function MeasureDialog({ room, onClose, onSet }: MeasureDialogProps) {
  const { t } = useTranslation()
  const pace = usePace()
  const form = useForm<Entries, Measures>({
    initial: { ...noGrounds, measure: null, seconds: 60, duration: 'day' },
    wording: { ...useGroundsWording(), measure: t('moderating.measureForm.whichMissing') },
    wrong: (values) => [...(values.measure === null ? ['measure' as const] : []), ...wrongGrounds(values)],
    send: ({ measure, seconds, duration, rule, reason }) => {
      const until = endOf(duration, new Date())
      return call('moderation.setMeasure', {
        roomId: room.id,
        measure: measure ?? 'read-only',
        ...(measure === 'slow-mode' && { seconds }),
        ...(until && { until: until.toISOString() }),
        rule: rule ?? 'off-topic',
        reason: oneLine(reason),
      })
    },
    onDone: onSet,
  })

  return (
    <FormDialog
      form={form}
      title={t('moderating.measureForm.title')}
      text={t('moderating.measureForm.text')}
      submitLabel={t('moderating.measureForm.confirm')}
      onClose={onClose}
    >
      <RadioField
        {...form.field('measure')}
        label={t('moderating.measureForm.which')}
        options={kinds.map((value) => ({
          value,
          label: t(`moderating.measureName.${value}`),
          note: t(`moderating.measureForm.note.${value}`),
        }))}
        value={form.values.measure}
        onChange={(value) => form.set('measure', kinds.find((kind) => kind === value) ?? null)}
      />
      {form.values.measure === 'slow-mode' && (
        <RadioField
          label={t('moderating.measureForm.pause')}
          options={pauses.map((seconds) => ({ value: String(seconds), label: pace(seconds) }))}
          value={String(form.values.seconds)}
          onChange={(value) => form.set('seconds', Number(value))}
        />
      )}
      <RadioField
        label={t('moderating.measureForm.howLong')}
        options={durations.map((value) => ({
          value,
          label: t(`moderating.measureForm.duration.${value}`),
        }))}
        value={form.values.duration}
        onChange={(value) => form.set('duration', durations.find((one) => one === value) ?? 'day')}
      />
      <GroundsFields form={form} hint={t('moderating.measureForm.hint')} />
    </FormDialog>
  )
}
