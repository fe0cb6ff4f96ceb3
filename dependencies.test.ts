import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Below these versions there are known holes in what everybody reaches from outside. */
const floor: Readonly<Record<string, string>> = {
  ws: '8.21.0',
  'socket.io-parser': '4.2.6',
  'socket.io': '4.8.3',
  'path-to-regexp': '8.4.0',
  mongoose: '9.9.2',
  multer: '2.3.0',
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; dev?: boolean }>
}

/** Every copy there is of a package, wherever it lies; tools for development alone are reached by nobody. */
const copiesOf = (name: string) =>
  Object.entries(lock.packages).flatMap(([path, { version, dev }]) =>
    version !== undefined &&
    !dev &&
    (path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
      ? [{ path, version }]
      : [],
  )

const numbers = (version: string) => version.split('-', 1)[0]!.split('.').map(Number)
const isBelow = (version: string, least: string) => {
  const [has, needs] = [numbers(version), numbers(least)]
  const at = needs.findIndex((number, index) => number !== has[index])
  // A version that is still being tried comes before the one it is named after.
  return at === -1 ? version.includes('-') : has[at]! < needs[at]!
}

describe('what is reached from outside', () => {
  it.each(Object.entries(floor))('%s is %s or newer, every copy of it', (name, least) => {
    const copies = copiesOf(name)
    expect(copies.length).toBeGreaterThan(0)
    expect(copies.filter(({ version }) => isBelow(version, least))).toEqual([])
  })

  it.each([
    ['8.20.9', '8.21.0', true],
    ['8.21.0', '8.21.0', false],
    ['9.0.0', '8.21.0', false],
    ['8.21.0-rc.1', '8.21.0', true],
    ['4.10.0', '4.8.3', false],
  ])('%s is below %s: %s', (version, least, below) => {
    expect(isBelow(version, least)).toBe(below)
  })
})
