import { useState } from 'react'
import { useDraft } from '../../platform/composing/draft.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { TextAreaField } from '../../ui/index.ts'
import { SendDialog } from './SendDialog.tsx'

interface WriteSheetProps {
  /** Names the draft, which stays until it was sent. */
  draftName: string
  title: string
  label: string
  hint: string
  sendLabel: string
  most: number
  onSend: (text: string) => Promise<boolean>
  onClose: () => void
}

const shortest = 3
const gentleFrom = 0.8

/** A few words of one's own: a question, or a turn in writing. What was typed stays until it has arrived. */
export function WriteSheet({
  draftName,
  title,
  label,
  hint,
  sendLabel,
  most,
  onSend,
  onClose,
}: WriteSheetProps) {
  const { t } = useTranslation()
  const { draft, change, clear } = useDraft(draftName)
  const [missing, setMissing] = useState(false)
  const length = Array.from(draft.text).length
  const left = most - length

  const send = async () => {
    if (draft.text.trim().length < shortest || left < 0) {
      setMissing(true)
      return false
    }
    const done = await onSend(draft.text.trim())
    if (done) clear()
    return done
  }

  return (
    <SendDialog title={title} sendLabel={sendLabel} onSend={send} onClose={onClose}>
      <TextAreaField
        label={label}
        hint={hint}
        value={draft.text}
        onChange={(event) => {
          setMissing(false)
          change({ text: event.currentTarget.value })
        }}
        error={missing ? (left < 0 ? t('live.tooLong', { count: -left }) : t('live.missing')) : undefined}
        counter={length > most * gentleFrom && left >= 0 ? t('live.left', { count: left }) : undefined}
        data-autofocus
      />
    </SendDialog>
  )
}
