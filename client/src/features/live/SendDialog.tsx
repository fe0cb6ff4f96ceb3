import { useState, type FormEvent, type ReactNode } from 'react'
import { FormDialog } from '../../platform/FormDialog.tsx'

interface SendDialogProps {
  title: string
  sendLabel: string
  /** Whether it is done; otherwise it stays open with all that was typed. */
  onSend: () => Promise<boolean>
  onClose: () => void
  /** The fields. */
  children: ReactNode
}

/** Fields of a session, where acts say themselves what went wrong. While one lasts it neither closes nor sends again. */
export function SendDialog({ title, sendLabel, onSend, onClose, children }: SendDialogProps) {
  const [busy, setBusy] = useState(false)

  const send = async () => {
    if (busy) return
    setBusy(true)
    const done = await onSend()
    setBusy(false)
    if (done) onClose()
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    void send()
  }
  const close = () => {
    if (!busy) onClose()
  }

  return (
    <FormDialog
      form={{ busy, submit, attempt: 0, errors: [], problem: null }}
      title={title}
      submitLabel={sendLabel}
      onClose={close}
    >
      {children}
    </FormDialog>
  )
}
