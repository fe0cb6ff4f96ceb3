import { refuse } from '../../platform/errors.ts'
import type { ContributionDoc, TranslationDoc } from './model.ts'
import { shownTranslations } from './present.ts'

/** What the words of a contribution and of its translations may weigh: a page holds at least one contribution. */
const mostBytes = 54_000
/** What stands around the words of a translation. */
const aroundTranslation = 500

const bytesOf = (text: string) => Buffer.byteLength(JSON.stringify(text))

/** Refuses words that make a contribution heavier than a page of its thread may be. */
export function mustFit(text: string, translations: readonly Pick<TranslationDoc, 'text'>[]) {
  const bytes = translations.reduce((sum, one) => sum + bytesOf(one.text) + aroundTranslation, bytesOf(text))
  if (translations.length > 0 && bytes > mostBytes)
    throw refuse('request.invalid', { fields: { text: ['is too long together with its translations'] } })
}

/** The same for a contribution as it is, with one translation more or another one in its place. */
export function mustFitWith(stored: ContributionDoc, next: Pick<TranslationDoc, 'id' | 'text'>) {
  mustFit(stored.text, [...shownTranslations(stored).filter(({ id }) => id !== next.id), next])
}
