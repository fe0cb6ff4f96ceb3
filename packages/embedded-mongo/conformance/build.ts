import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const PACKAGE = fileURLToPath(new URL('..', import.meta.url))

/** The command as it is now, built aside so that tests never meet an old one. */
export async function buildCommand(): Promise<{ command: string; remove: () => void }> {
  const cache = join(PACKAGE, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'command-'))
  await build({ root: PACKAGE, logLevel: 'error', build: { ssr: 'src/cli.ts', outDir, target: 'node20' } })
  return { command: join(outDir, 'cli.js'), remove: () => rmSync(outDir, { recursive: true, force: true }) }
}
