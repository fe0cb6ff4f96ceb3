import { readdir, readFile } from 'node:fs/promises'
import { type FileName, schemas } from './schemas.ts'

const folder = new URL('../data/', import.meta.url)

/** The files of `data/` as they lie on disk; a file that is missing or has no schema is a fault. */
export async function readData(): Promise<Record<FileName, unknown>> {
  const expected = Object.keys(schemas).map((name) => `${name}.json`)
  const found = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const odd = [
    ...found.filter((name) => !expected.includes(name)),
    ...expected.filter((name) => !found.includes(name)),
  ]
  if (odd.length > 0) throw new Error(`missing, or without a schema: ${odd.join(', ')}`)
  const entries = await Promise.all(
    expected.map(async (name) => [
      name.slice(0, -'.json'.length),
      JSON.parse(await readFile(new URL(name, folder), 'utf8')) as unknown,
    ]),
  )
  return Object.fromEntries(entries) as Record<FileName, unknown>
}
