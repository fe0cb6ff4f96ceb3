import type { Thread } from '@augenhoehe/contracts'
import { useState } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, Dialog, Form, TextField } from '../../ui/index.ts'

interface DateDialogProps {
  thread: Thread
  onClose: () => void
  /** The first moment of the day, as it is where the reader is. */
  onDate: (at: string) => void
}

const dayOf = (time: Date) =>
  [time.getFullYear(), time.getMonth() + 1, time.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

/** The calendar of the device, which everybody knows; it can be filled in with the keyboard too. */
export function DateDialog({ thread, onClose, onDate }: DateDialogProps) {
  const { t } = useTranslation()
  const first = dayOf(new Date(thread.createdAt))
  const last = dayOf(new Date(thread.lastContributionAt ?? thread.createdAt))
  const [day, setDay] = useState(last)
  const [missing, setMissing] = useState(false)
  const go = () => {
    const at = new Date(`${day}T00:00`)
    if (Number.isNaN(at.getTime())) {
      setMissing(true)
      return
    }
    onDate(at.toISOString())
    onClose()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('deciding.date.title')}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={go}>{t('deciding.date.go')}</Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <TextField
          type="date"
          label={t('deciding.date.label')}
          min={first}
          max={last}
          value={day}
          error={missing ? t('deciding.date.missing') : undefined}
          onChange={(event) => setDay(event.currentTarget.value)}
          onKeyDown={(event) => {
            // In a field for dates browsers keep it to themselves.
            if (event.key === 'Enter') {
              event.preventDefault()
              go()
            }
          }}
          data-autofocus
        />
      </Form>
    </Dialog>
  )
}
