import type { MemberFunction } from '@augenhoehe/contracts'
import { useTranslation } from '../../../platform/i18n.ts'

/** "Vorsitz", "Vorsitz (Jugendgruppe)", or the words of their own. */
export function useFunctionName() {
  const { t } = useTranslation()
  return ({ kind, words }: Pick<MemberFunction, 'kind' | 'words'>) => {
    if (kind === 'other') return words
    const name = t(`people.function.${kind}`)
    return words === '' ? name : `${name} (${words})`
  }
}
