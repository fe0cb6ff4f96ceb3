import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../log.ts'
import type { PageAsked } from './messages.ts'
import { createStudio, type Studio } from './studio.ts'

/** Stands in for the client's build: what it does is said by the address. */
const drawing = `
export async function draw({ address, locale, remembered, ask }) {
  const { pathname } = new URL(address)
  const page = (html) => ({ title: locale, html, given: [] })
  if (pathname === '/asks') return page(JSON.stringify(await ask('rooms.list', { of: remembered.who })))
  if (pathname === '/secrets') return page(Object.keys(process.env).sort().join(' '))
  if (pathname === '/hour') return page(String(new Date('2026-07-01T12:00:00Z').getHours()))
  if (pathname === '/throws') throw new Error('no browser here')
  if (pathname === '/ends') process.exit(3)
  if (pathname === '/hangs') return new Promise(() => {})
  if (pathname === '/unknown') return undefined
  return page(pathname)
}
`
const asked = (path: string): PageAsked => ({
  address: `http://localhost${path}`,
  locale: 'de',
  wide: false,
  remembered: { who: 'visitor' },
})
const patienceMs = 700
const nothing = () => Promise.reject(new Error('nobody asks'))

describe('pages drawn beside the server', () => {
  let folder: string
  let studio: Studio
  let lines: string[]

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'augenhoehe-'))
    await writeFile(join(folder, 'drawing.mjs'), drawing)
    lines = []
    studio = createStudio(
      join(folder, 'drawing.mjs'),
      patienceMs,
      createLog('warn', { write: (line) => void lines.push(line) }),
    )
    // Until it is ready pages are sent without their content.
    await vi.waitFor(async () => expect(await studio.draw(asked('/first'), nothing)).toBeDefined(), 20_000)
  })
  afterEach(async () => {
    studio.end()
    await rm(folder, { recursive: true })
  })

  it('are drawn in the order in which they are asked for', async () => {
    const pages = await Promise.all(['/a', '/b', '/c'].map((path) => studio.draw(asked(path), nothing)))
    expect(pages.map((page) => page?.html)).toEqual(['/a', '/b', '/c'])
  })

  it('have their questions answered for whoever asks for them', async () => {
    const answer = vi.fn(() => Promise.resolve({ rooms: [] }))
    const page = await studio.draw(asked('/asks'), answer)
    expect(answer).toHaveBeenCalledWith('rooms.list', { of: 'visitor' })
    expect(page?.html).toBe('{"rooms":[]}')
  })

  it.each(['/unknown', '/asks', '/throws'])('are not had at %s, and the next one is', async (path) => {
    expect(await studio.draw(asked(path), nothing)).toBeUndefined()
    expect((await studio.draw(asked('/next'), nothing))?.html).toBe('/next')
  })

  it('say in the log what went wrong, but not what was refused', async () => {
    await studio.draw(asked('/asks'), nothing)
    expect(lines).toEqual([])
    await studio.draw(asked('/throws'), nothing)
    expect(lines.join('')).toContain('Error at draw')
    // What people wrote may stand in the message of an error.
    expect(lines.join('')).not.toContain('no browser here')
  })

  it('know no secrets, and the hour of the people who read them', async () => {
    expect((await studio.draw(asked('/secrets'), nothing))?.html.split(' ')).not.toContain('SECRET')
    expect((await studio.draw(asked('/secrets'), nothing))?.html).toContain('NODE_ENV')
    expect((await studio.draw(asked('/hour'), nothing))?.html).toBe('14')
  })

  it('let nobody wait: neither who asks for one that hangs, nor who comes while many wait', async () => {
    const many = Array.from({ length: 12 }, () => studio.draw(asked('/hangs'), nothing))
    const pages = await Promise.all(many)
    expect(pages.every((page) => page === undefined)).toBe(true)
  })

  it('are sent without content while the process is gone, and nothing else happens', async () => {
    expect(await studio.draw(asked('/ends'), nothing)).toBeUndefined()
    expect(await studio.draw(asked('/next'), nothing)).toBeUndefined()
    expect(lines.join('')).toContain('the process that draws pages has ended')
  })
})

it('nothing is drawn where there is no built client', async () => {
  const studio = createStudio('/nonexistent/drawing.js', patienceMs, createLog('fatal'))
  expect(await studio.draw(asked('/'), nothing)).toBeUndefined()
  studio.end()
})
