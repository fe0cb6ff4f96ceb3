import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readData } from './data-files.ts'
import { findFaults } from './faults.ts'
import type { FileName, Files } from './schemas.ts'

const data = (await readData()) as Files

/** The faults after one value was replaced, or taken away where none is given. */
function faultsAfter(file: FileName, path: readonly (string | number)[], value?: unknown) {
  const copy: Record<FileName, unknown> = structuredClone(data)
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], copy[file]) as object
  const last = path.at(-1) ?? ''
  if (Array.isArray(parent) && value === undefined) parent.splice(Number(last), 1)
  else if (value === undefined) Reflect.deleteProperty(parent, last)
  else Reflect.set(parent, last, value)
  return findFaults(copy)
}

it('finds no fault in the data', () => {
  expect(findFaults(data)).toEqual([])
})

describe('a planted fault is named', () => {
  it.each<[string, RegExp, FileName, (string | number)[], unknown?]>([
    ['an unknown key', /taxonomy\/needKinds\/0: .*colour/, 'taxonomy', ['needKinds', 0, 'colour'], 'red'],
    ['a short AGS', /municipalities\/0\/ags/, 'municipalities', ['municipalities', 0, 'ags'], '0641100'],
    ['a wrong district', /not begin with/, 'municipalities', ['municipalities', 9, 'ags'], '06631999'],
    ['a missing municipality', /420 instead of 421/, 'municipalities', ['municipalities', 420]],
    ['a place outside Hesse', /municipalities\/0\/lat/, 'municipalities', ['municipalities', 0, 'lat'], 48.1],
    ['an id used twice', /legalForms: ev occurs twice/, 'taxonomy', ['legalForms', 1, 'id'], 'ev'],
    ['an unknown group', /no group flying/, 'taxonomy', ['needKinds', 0, 'group'], 'flying'],
    ['a gap between bands', /memberBands\/m1-9/, 'taxonomy', ['memberBands', 0, 'max'], 8],
    ['a missing label', /label in uk missing/, 'taxonomy', ['needKinds', 0, 'labels', 'uk']],
    ['an unknown need kind', /no need kind flying/, 'topics', ['results', 0, 'needKinds'], ['flying']],
    ['an unknown topic', /no topic flying/, 'topics', ['questions', 0, 'topic'], 'flying'],
    ['an unknown category', /no category flying/, 'glossary', ['terms', 0, 'category'], 'flying'],
    [
      'a code leading nowhere',
      /no municipality 06411999/,
      'postal-codes',
      ['postalCodes', 0, 'ags', 0],
      '06411999',
    ],
    [
      'an open ring',
      /a ring ends where/,
      'district-outlines',
      ['features', 0, 'geometry', 'coordinates', 0, 0],
    ],
  ])('%s', (_, expected, file, path, value) => {
    expect(faultsAfter(file, path, value).join('\n')).toMatch(expected)
  })
})

it('keeps zod and node out of what a browser loads', async () => {
  const folder = new URL('./', import.meta.url)
  const manifest = JSON.parse(await readFile(new URL('../package.json', folder), 'utf8')) as {
    exports: Record<string, string>
  }
  const seen = new Set<string>()
  const visit = async (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    const source = await readFile(new URL(file, folder), 'utf8')
    // `import type` and `export type` lines vanish; what stays must be ours.
    for (const [, target = ''] of source.matchAll(/^(?:import|export) (?!type\b)[^;]*? from '([^']+)'/gm)) {
      expect(target, file).toMatch(/^\.{1,2}\//)
      if (target.endsWith('.ts')) await visit(target)
    }
  }
  for (const path of Object.values(manifest.exports)) await visit(path.replace('./src/', './'))
  expect(seen.size).toBeGreaterThan(Object.keys(manifest.exports).length)
  expect([...seen]).not.toContain('./schemas.ts')
  expect((await readdir(folder)).length).toBeGreaterThan(seen.size)
})
