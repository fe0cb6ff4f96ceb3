import { useState } from 'react'
import { newClientId } from '../../platform/ids.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, Dialog, Form, TextField } from '../../ui/index.ts'
import { OrganisationField } from './OrganisationField.tsx'
import type { DeskActs } from './useDeskActs.ts'

interface EnterHandDialogProps {
  acts: DeskActs
  onClose: () => void
}

/** Somebody raises a hand in the room and has no telephone: they take a place like everybody else. */
export function EnterHandDialog({ acts, onClose }: EnterHandDialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [organisation, setOrganisation] = useState<{ id: string; name: string } | null>(null)
  const [clientId] = useState(newClientId)
  const [missing, setMissing] = useState(false)

  const send = async () => {
    if (name.trim() === '') {
      setMissing(true)
      return
    }
    const done = await acts.act('live.enterHand', {
      clientId,
      name: name.trim(),
      ...(organisation && { organisationId: organisation.id }),
    })
    if (!done) return
    acts.say(t('live.enter.done', { name: name.trim() }))
    onClose()
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('live.enter.title')}
      closeLabel={t('common.close')}
      actions={
        <Button onClick={() => void send()} busy={acts.busy} busyLabel={t('live.sending')}>
          {t('live.enter.confirm')}
        </Button>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <TextField
          label={t('live.enter.name')}
          value={name}
          onChange={(event) => {
            setMissing(false)
            setName(event.currentTarget.value)
          }}
          error={missing ? t('live.enter.missing') : undefined}
          maxLength={80}
          data-autofocus
        />
        <OrganisationField
          label={t('live.enter.organisation')}
          hint={t('live.enter.organisationHint')}
          nothing={t('live.enter.nothing')}
          value={organisation}
          onChange={setOrganisation}
        />
      </Form>
    </Dialog>
  )
}
