import type { Quoted } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { voiceOf } from '../../platform/voice.ts'

/** Whose words are quoted, and that they were said aloud where they were. */
export function useQuotedName() {
  const { t } = useTranslation()
  return (quoted: Quoted) => {
    const { name } = voiceOf(quoted)
    return quoted.oral ? t('threads.oral.quoted', { name }) : name
  }
}
