import { ChoiceList, Dialog } from '../../ui/index.ts'
import { useTranslation } from '../i18n.ts'
import { writtenLanguages } from './written-languages.ts'

interface LanguageDialogProps {
  opened: boolean
  title?: string
  label?: string
  value: string | null
  detected: string | null
  onChoose: (tag: string) => void
  onClose: () => void
}

/** One press names the language, also the one that holds already; each stands in its own. */
export function LanguageDialog({
  opened,
  title,
  label,
  value,
  detected,
  onChoose,
  onClose,
}: LanguageDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={title ?? t('deciding.language.title')}
      closeLabel={t('common.close')}
    >
      <ChoiceList
        label={label ?? t('deciding.language.label')}
        options={writtenLanguages(detected).map(({ tag, endonym }) => ({
          value: tag,
          label: endonym,
          lang: tag,
        }))}
        value={value}
        onChoose={(tag) => {
          onChoose(tag)
          onClose()
        }}
      />
    </Dialog>
  )
}
