import type { RoomVisibility, WhoMayStartThread } from '@augenhoehe/contracts'
import { useTranslation } from '../../../platform/i18n.ts'
import { RadioField } from '../../../ui/index.ts'
import { starters, visibilities } from './rules.ts'

export interface Rules {
  visibility: RoomVisibility
  whoMayStartThread: WhoMayStartThread
}

interface RuleFieldsProps {
  values: Rules
  setVisibility: (visibility: RoomVisibility) => void
  setWhoMayStart: (who: WhoMayStartThread) => void
}

/** Who reads, and who begins a conversation; each choice says what it means. */
export function RuleFields({ values, setVisibility, setWhoMayStart }: RuleFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <RadioField
        label={t('administration.rules.visibility')}
        value={values.visibility}
        options={visibilities.map((value) => ({
          value,
          label: t(`rooms.visibility.${value}`),
          note: t(`administration.rules.${value}Note`),
        }))}
        onChange={(value) => setVisibility(visibilities.find((one) => one === value)!)}
      />
      <RadioField
        label={t('administration.rules.whoMayStart')}
        value={values.whoMayStartThread}
        options={starters.map((value) => ({
          value,
          label: t(`administration.rules.start.${value}`),
        }))}
        onChange={(value) => setWhoMayStart(starters.find((one) => one === value)!)}
      />
    </>
  )
}
