import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { locales } from '../../packages/contracts/src/index.ts'
import { firstBars, firstWords } from '../src/first-words.ts'

type Messages = Record<string, unknown>

/** All the words of one language, by the first part of their keys; what few pages need is kept in files of its own. */
async function messagesIn(folder: string) {
  const messages: Record<string, Messages> = {}
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json'))) {
    const name = file.replace(/(-later)?\.json$/, '')
    const words = JSON.parse(await readFile(join(folder, file), 'utf8')) as Messages
    messages[name] = { ...messages[name], ...words }
  }
  return messages
}

function wordsAt(messages: Messages, key: string): string {
  let found: unknown = messages
  for (const part of key.split('.')) found = (found as Messages | undefined)?.[part]
  if (typeof found !== 'string') throw new Error(`There are no words for ${key}`)
  return found
}

/**
 * Writes what pages say before the program runs, in every language, into a file beside the page: for the server, which
 * has no words of the client's; browsers never ask for it.
 */
export function firstWordsPlugin(): Plugin {
  let folder = ''
  return {
    name: 'augenhoehe-first-words',
    apply: 'build',
    configResolved: (config) => {
      folder = config.root
    },
    async generateBundle() {
      const languages = await Promise.all(
        locales.map(async (locale) => {
          const messages = await messagesIn(join(folder, 'src/locales', locale))
          const worded = (keys: Readonly<Record<string, string>>) =>
            Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, wordsAt(messages, key)]))
          const pages = Object.entries(firstWords).map(([path, { look, words }]) => [
            path,
            { look, words: worded(words) },
          ])
          return [locale, { bars: worded(firstBars), pages: Object.fromEntries(pages) as object }]
        }),
      )
      this.emitFile({
        type: 'asset',
        fileName: 'first-words.json',
        source: JSON.stringify(Object.fromEntries(languages)),
      })
    },
  }
}
