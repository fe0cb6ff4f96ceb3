import { locales, type Locale } from '@augenhoehe/contracts'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Log } from './log.ts'

/** What one page says first; the client's build names its words and knows which look they are for. */
const PageWords = z.object({
  look: z.enum(['start', 'page', 'wide', 'column', 'form', 'search']),
  words: z.object({ title: z.string(), lead: z.string().optional() }).catchall(z.string()),
})
export type PageWords = z.infer<typeof PageWords>

const LanguageWords = z.object({
  bars: z.object({
    draft: z.string(),
    draftWrong: z.string(),
    demonstration: z.string(),
    demonstrationText: z.string(),
  }),
  pages: z.record(z.string(), PageWords),
})
export type LanguageWords = z.infer<typeof LanguageWords>
const AllWords = z.record(z.enum(locales), LanguageWords)

/** The words of the built client in one language; undefined where there is no built client. */
export type WordsIn = (locale: Locale) => Promise<LanguageWords | undefined>

/** Reads them from beside the built page: once, and again when another version lies there. */
export function createFirstWords(site: string, log: Log): WordsIn {
  const file = join(site, 'first-words.json')
  let known: { since: number; words: Promise<z.infer<typeof AllWords> | undefined> } | undefined

  async function read() {
    try {
      return AllWords.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch (error) {
      // Pages say then what they said before there were such words: that they are on their way.
      log.warn({ err: error }, 'the first words of pages are not readable')
      return undefined
    }
  }

  return async (locale) => {
    const found = await stat(file).catch(() => undefined)
    if (!found) return undefined
    if (known?.since !== found.mtimeMs) known = { since: found.mtimeMs, words: read() }
    return (await known.words)?.[locale]
  }
}
