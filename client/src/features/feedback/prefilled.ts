import type { FeedbackKind } from '@augenhoehe/contracts'
import { isLocale } from '../../platform/i18n.ts'

/** What stands in the address bar for each kind. */
const kinds: ReadonlyMap<string, FeedbackKind> = new Map([
  ['barriere', 'barrier'],
  ['uebersetzung', 'translation'],
  ['anderes', 'other'],
])

export const looksLikePage = (path: string) => path.length <= 200 && /^\/(?!\/)[^?#\s]*$/.test(path)

/** What a link to the form has entered already; whatever else stands there is left out. */
export function prefilled(query: URLSearchParams) {
  const page = query.get('seite') ?? ''
  const language = query.get('sprache')
  return {
    kind: kinds.get(query.get('art') ?? '') ?? null,
    page: looksLikePage(page) ? page : '',
    locale: isLocale(language) ? language : null,
  }
}
