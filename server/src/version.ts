import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../package.json' with { type: 'json' }

export const version = manifest.version

/** The folder of the checkout around another one; a copy that was taken out of it does not know where the client is. */
export function checkoutAround(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'turbo.json'))) return folder
    if (folder === dirname(folder))
      throw new Error(
        `No folder above ${start} holds turbo.json. Augenhöhe runs from a complete checkout: copy all of it, not server/dist alone.`,
      )
  }
}

/** The built client, found from wherever this code runs: its source or its build. */
export const site = () => join(checkoutAround(dirname(fileURLToPath(import.meta.url))), 'client', 'dist')
