import { SwitchField } from '../../ui/index.ts'
import { useTranslation } from '../i18n.ts'
import { useTermsWanted, wantTerms } from './wanted.ts'

/** Switches the underlined words in texts on and off, for this browser. */
export function TermsChoice() {
  const { t } = useTranslation()
  return (
    <SwitchField
      label={t('glossary.choice')}
      hint={t('glossary.choiceHint')}
      checked={useTermsWanted()}
      onChange={(event) => wantTerms(event.currentTarget.checked)}
    />
  )
}
