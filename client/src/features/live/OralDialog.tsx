import type { ContributionType } from '@augenhoehe/contracts'
import { useState } from 'react'
import { newClientId } from '../../platform/ids.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { ask } from '../../platform/live.ts'
import { TextAreaField, TextField, TypeChips } from '../../ui/index.ts'
import { OrganisationField } from './OrganisationField.tsx'
import { SendDialog } from './SendDialog.tsx'
import { useLive } from './SessionContext.ts'
import { surely } from './surely.ts'
import type { DeskActs } from './useDeskActs.ts'

interface OralDialogProps {
  acts: DeskActs
  onClose: () => void
}

const types: readonly ContributionType[] = [
  'experience',
  'need',
  'offer',
  'idea',
  'question',
  'demand',
  'challenge',
]

/** What somebody says in the room is noted for them, under the question that is talked about. */
export function OralDialog({ acts, onClose }: OralDialogProps) {
  const { t } = useTranslation()
  const { view } = useLive()
  const { stage, threadId } = view.session
  const speaker = stage.turn?.hand.party
  const [text, setText] = useState('')
  const [name, setName] = useState(speaker?.name ?? '')
  const [organisation, setOrganisation] = useState<{ id: string; name: string } | null>(null)
  const [type, setType] = useState<ContributionType | null>(null)
  const [clientId] = useState(newClientId)
  const [tried, setTried] = useState(false)
  // Whoever has the floor is known; somebody else is only a name.
  const isSpeaker = speaker?.userId != null && name === speaker.name
  const lacksText = text.trim() === ''
  const lacksSpeaker = name.trim() === '' && organisation === null

  const send = async () => {
    setTried(true)
    if (lacksText || lacksSpeaker) return false
    const questionId = stage.agenda.find(({ n }) => n === stage.item)?.questionId
    try {
      await surely(() =>
        ask('threads.contribute', {
          threadId,
          clientId,
          text: text.trim(),
          ...(type && { type }),
          ...(questionId && { questionId }),
          oral: {
            ...(isSpeaker && speaker.userId
              ? { userId: speaker.userId }
              : name.trim() !== '' && { name: name.trim() }),
            ...(organisation && { organisationId: organisation.id }),
          },
        }),
      )
      acts.say(t('live.oral.done'))
      return true
    } catch (error) {
      void acts.tell(error)
      return false
    }
  }

  return (
    <SendDialog
      title={t('live.oral.title')}
      sendLabel={t('live.oral.confirm')}
      onSend={send}
      onClose={onClose}
    >
      <TextAreaField
        label={t('live.oral.text')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={tried && lacksText ? t('live.oral.missing') : undefined}
        data-autofocus
      />
      <TypeChips
        legend={t('threads.composer.kinds')}
        options={types.map((kind) => ({ kind, label: t(`threads.kind.${kind}`) }))}
        value={type}
        onChange={setType}
      />
      <TextField
        label={t('live.oral.speaker')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried && lacksSpeaker ? t('live.oral.missingSpeaker') : undefined}
        maxLength={80}
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
