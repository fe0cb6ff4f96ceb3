import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const PACKAGE = fileURLToPath(new URL('..', import.meta.url))

interface BuiltCommand {
  /** The module node runs. */
  readonly command: string
  /** The same as a program that is started by itself. */
  readonly binary: string
  readonly remove: () => void
}

/** The command as it is now, built aside so that tests never meet an old one. */
export async function buildCommand(): Promise<BuiltCommand> {
  const cache = join(PACKAGE, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'command-'))
  await build({ root: PACKAGE, logLevel: 'error', build: { ssr: 'src/cli.ts', outDir, target: 'node20' } })
  const binary = join(outDir, 'embedded-mongo.js')
  writeFileSync(binary, "#!/usr/bin/env node\nimport './cli.js'\n")
  chmodSync(binary, 0o755)
  return {
    command: join(outDir, 'cli.js'),
    binary,
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  }
}
