import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const server = resolve(import.meta.dirname, '../../../server/src')

it('knows every name that the server writes into pages before the program', async () => {
  const styles = await readFile(resolve(import.meta.dirname, 'first.css'), 'utf8')
  const names = new Set<string>()
  for (const file of await readdir(server, { recursive: true })) {
    if (!file.endsWith('.ts')) continue
    const source = await readFile(join(server, file), 'utf8')
    for (const [, written] of source.matchAll(/class="(first[\w -]*)"/g))
      for (const name of written!.split(' ')) names.add(name)
  }
  expect(names.size).toBeGreaterThan(15)
  expect([...names].filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(styles))).toEqual([])
})
