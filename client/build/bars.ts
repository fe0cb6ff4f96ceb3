import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { locales } from '../../packages/contracts/src/index.ts'
import { bars } from '../src/bars.ts'

function wordsAt(messages: unknown, key: string): string {
  let found = messages
  for (const part of key.split('.')) found = (found as Record<string, unknown> | undefined)?.[part]
  if (typeof found !== 'string') throw new Error(`There are no words for ${key}`)
  return found
}

/** Writes what stands above every page, in every language, into a file beside the page: for the server, browsers never ask for it. */
export function barsPlugin(): Plugin {
  let folder = ''
  return {
    name: 'augenhoehe-bars',
    apply: 'build',
    configResolved: (config) => {
      folder = config.root
    },
    async generateBundle() {
      const languages = await Promise.all(
        locales.map(async (locale) => {
          const common = JSON.parse(
            await readFile(join(folder, 'src/locales', locale, 'common.json'), 'utf8'),
          ) as unknown
          const words = Object.entries(bars).map(([name, key]) => [name, wordsAt({ common }, key)])
          return [locale, Object.fromEntries(words) as object]
        }),
      )
      this.emitFile({
        type: 'asset',
        fileName: 'bars.json',
        source: JSON.stringify(Object.fromEntries(languages)),
      })
    },
  }
}
