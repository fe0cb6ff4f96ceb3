import { useFormat } from '../../platform/i18n.ts'
import { DayRule } from '../../ui/index.ts'

interface DayEntryProps {
  at: string
}

export function DayEntry({ at }: DayEntryProps) {
  const { formatWeekday } = useFormat()
  return <DayRule>{formatWeekday(at)}</DayRule>
}
