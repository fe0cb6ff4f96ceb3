import { useState } from 'react'
import { newClientId } from '../../platform/ids.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { TextField } from '../../ui/index.ts'
import { OrganisationField } from './OrganisationField.tsx'
import { SendDialog } from './SendDialog.tsx'
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
    const wanted = name.trim()
    if (wanted === '') {
      setMissing(true)
      return false
    }
    const done = await acts.act('live.enterHand', {
      clientId,
      name: wanted,
      ...(organisation && { organisationId: organisation.id }),
    })
    if (done) acts.say(t('live.enter.done', { name: wanted }))
    return done !== undefined
  }

  return (
    <SendDialog
      title={t('live.enter.title')}
      sendLabel={t('live.enter.confirm')}
      onSend={send}
      onClose={onClose}
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
    </SendDialog>
  )
}
