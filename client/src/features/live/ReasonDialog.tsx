import { useState } from 'react'
import { oneLine } from '../../platform/Grounds.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { RadioField, TextAreaField } from '../../ui/index.ts'
import { SendDialog } from './SendDialog.tsx'

interface ReasonDialogProps {
  title: string
  text: string
  confirmLabel: string
  /** Where it goes, if that has to be chosen. */
  targets?: { label: string; options: readonly { value: string; label: string; note?: string }[] }
  onConfirm: (reason: string, target: string) => Promise<boolean>
  onClose: () => void
}

const shortest = 3

/** What ends or moves a session is said in one sentence that everybody reads. */
export function ReasonDialog({ title, text, confirmLabel, targets, onConfirm, onClose }: ReasonDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [target, setTarget] = useState(targets?.options[0]?.value ?? '')
  const [missing, setMissing] = useState(false)

  const send = async () => {
    if (oneLine(reason).length >= shortest) return onConfirm(oneLine(reason), target)
    setMissing(true)
    return false
  }

  return (
    <SendDialog title={title} sendLabel={confirmLabel} onSend={send} onClose={onClose}>
      <p>{text}</p>
      {targets && (
        <RadioField label={targets.label} options={targets.options} value={target} onChange={setTarget} />
      )}
      <TextAreaField
        label={t('live.reasonLabel')}
        hint={t('live.reasonHint')}
        value={reason}
        onChange={(event) => {
          setMissing(false)
          setReason(event.currentTarget.value)
        }}
        error={missing ? t('live.reasonMissing') : undefined}
        data-autofocus
      />
    </SendDialog>
  )
}
