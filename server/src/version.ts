import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../package.json' with { type: 'json' }

export const version = manifest.version

/** The folder of the checkout, found from wherever this code runs: its source or its build. */
function root(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'turbo.json'))) folder = dirname(folder)
  return folder
}

/** The built client. */
export const site = join(root(), 'client', 'dist')
