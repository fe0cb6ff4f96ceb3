import { Button, Dialog, RadioField } from '../../ui/index.ts'
import { useTranslation } from '../i18n.ts'
import { useActing, useMe } from '../session.tsx'

interface VoiceDialogProps {
  opened: boolean
  onClose: () => void
}

const personally = 'personally'

/** For whom one writes: only organisations that allow it, or oneself. */
export function VoiceDialog({ opened, onClose }: VoiceDialogProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const { acting, choices, setActing } = useActing()
  const options = [
    ...choices.map(({ organisationId, name }) => ({ value: organisationId, label: name })),
    { value: personally, label: user?.name ?? '', note: t('deciding.voice.personallyNote') },
  ]
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('deciding.voice.title')}
      closeLabel={t('common.close')}
      actions={<Button onClick={onClose}>{t('deciding.voice.done')}</Button>}
    >
      <RadioField
        label={t('deciding.voice.label')}
        hint={t('deciding.voice.hint')}
        options={options}
        value={acting?.organisationId ?? personally}
        onChange={(value) => setActing(value === personally ? null : value)}
      />
    </Dialog>
  )
}
