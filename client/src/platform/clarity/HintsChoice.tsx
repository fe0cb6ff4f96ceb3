import { SwitchField } from '../../ui/index.ts'
import { useTranslation } from '../i18n.ts'
import { useHintsWanted, wantHints } from './wanted.ts'

/** Switches hints for clearer language on and off, for this browser. */
export function HintsChoice() {
  const { t } = useTranslation()
  return (
    <SwitchField
      label={t('clarity.choice')}
      hint={t('clarity.choiceHint')}
      checked={useHintsWanted()}
      onChange={(event) => wantHints(event.currentTarget.checked)}
    />
  )
}
