import { emptyDraft, type Draft } from '../composing/draft.ts'
import { keep, look } from './store.ts'
import { tellTabs } from './tabs.ts'
import { united } from './united.ts'

/** What somebody has begun to write, as one string; none where nothing was. */
export const draftAt = (key: string): Promise<string | undefined> =>
  look((store) => store.get('drafts', key), undefined)

/** Keeps it, or forgets it where it is null; false where this device refuses. */
export async function keepDraft(key: string, words: string | null): Promise<boolean> {
  const kept = await keep(['drafts'], async (change) => {
    const drafts = change.objectStore('drafts')
    await (words === null ? drafts.delete(key) : drafts.put(words, key))
  })
  if (kept) tellTabs({ about: 'draft', key })
  return kept
}

/** Puts words where they will be found when their person writes there; what stands there already stays before them. */
export async function addToDraft(user: string, name: string, text: string): Promise<boolean> {
  const key = `${user}.${name}`
  const stored = await draftAt(key)
  const before =
    stored === undefined ? emptyDraft : { ...emptyDraft, ...(JSON.parse(stored) as Partial<Draft>) }
  return keepDraft(key, JSON.stringify(united(before, { ...emptyDraft, text })))
}
