import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkoutAround, site } from './version.ts'

it('the client is found in the checkout, and a copy without one ends at the root with a clear sentence', async () => {
  expect(site()).toMatch(/client.dist$/)
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'copy-')))
  try {
    const dist = join(folder, 'server', 'dist')
    expect(() => checkoutAround(dist)).toThrow(
      `No folder above ${dist} holds turbo.json. Augenhöhe runs from a complete checkout`,
    )
    await writeFile(join(folder, 'turbo.json'), '{}')
    expect(checkoutAround(dist)).toBe(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
})
