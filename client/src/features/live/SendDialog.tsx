import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, Dialog, Form } from '../../ui/index.ts'

interface SendDialogProps {
  title: string
  sendLabel: string
  /** Whether it is done; otherwise it stays open with all that was typed. */
  onSend: () => Promise<boolean>
  onClose: () => void
  /** The fields. */
  children: ReactNode
}

/** A few fields that are sent in one go. While that lasts it neither closes nor sends again. */
export function SendDialog({ title, sendLabel, onSend, onClose, children }: SendDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const [busy, setBusy] = useState(false)

  const send = async () => {
    if (busy) return
    setBusy(true)
    const done = await onSend()
    setBusy(false)
    if (done) onClose()
  }
  const close = () => {
    if (!busy) onClose()
  }

  return (
    <Dialog
      opened
      onClose={close}
      title={title}
      closeLabel={t('common.close')}
      actions={
        <>
          {/* Of the form, so that the return key in a field sends it. */}
          <Button type="submit" form={id} busy={busy} busyLabel={t('live.sending')}>
            {sendLabel}
          </Button>
          <Button look="line" onClick={close}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form
        id={id}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {children}
      </Form>
    </Dialog>
  )
}
