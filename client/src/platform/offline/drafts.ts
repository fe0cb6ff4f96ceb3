import { emptyDraft, type Back, type Draft } from '../composing/draft.ts'
import { recall, remember } from '../remembered.ts'
import { keep, look } from './store.ts'
import { tellTabs } from './tabs.ts'
import { taking } from './united.ts'

/** The small storage takes words at once, and may have room where the other has none; see `leftovers.ts`. */
const journal = (key: string) => `draft.${key}`

/** Puts it where the next page that opens finds it. */
export const noteDraft = (key: string, words: string) => remember(journal(key), words)

/** What was noted has come to where it belongs, or is not a draft any more. */
export function forgetNote(key: string) {
  if (recall(journal(key))) remember(journal(key), '')
}

/** What somebody has begun to write, as one string; none where nothing was. */
export const draftAt = async (key: string): Promise<string | undefined> => {
  const stored = await look((store) => store.get('drafts', key), undefined)
  // What was noted came later: there was no room for it, or no time.
  return recall(journal(key)) || stored
}

/** Keeps it, or forgets it where it is null; false where this device refuses. */
export async function keepDraft(key: string, words: string | null): Promise<boolean> {
  const kept = await keep(['drafts'], async (change) => {
    const drafts = change.objectStore('drafts')
    await (words === null ? drafts.delete(key) : drafts.put(words, key))
  })
  if (kept || words === null) forgetNote(key)
  else noteDraft(key, words)
  if (kept) tellTabs({ about: 'draft', key })
  return kept
}

/** What was kept, also where it cannot be read. */
export function parseDraft(words: string | null | undefined): Draft {
  try {
    return { ...emptyDraft, ...(JSON.parse(words ?? '{}') as Partial<Draft>) }
  } catch {
    return emptyDraft
  }
}

/** A draft that has these words too; what stands there already stays before them. */
export const withMore = (words: string | undefined, more: Back): string =>
  JSON.stringify(taking(parseDraft(words), more))
