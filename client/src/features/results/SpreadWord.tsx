import type { Spread as SpreadValue } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { Spread } from '../../ui/index.ts'
import { filledOf } from './reading.ts'

/** The glyph with its fixed word. */
export function SpreadWord({ spread }: { spread: SpreadValue }) {
  const { t } = useTranslation()
  return <Spread filled={filledOf(spread)}>{t(`results.spread.${spread}`)}</Spread>
}
