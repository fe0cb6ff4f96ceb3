import { mkdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

export const chromiumArgs = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * The path of the Chromium that comes from npm, unpacked once.
 * The package unpacks to the temporary folder and reuses whatever lies there, whatever its version;
 * a folder per version, chosen here, keeps runs apart.
 */
export async function chromiumPath(): Promise<string> {
  const manifest = await readFile(resolve('node_modules/@sparticuz/chromium/package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const folder = resolve(`node_modules/.cache/chromium-${version}`)
  await mkdir(folder, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
