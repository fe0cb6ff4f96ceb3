import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { visit, type Visitor } from './browser.ts'
import { newFolder, Platform } from './platform.ts'

const run = promisify(execFile)
const seed = resolve(import.meta.dirname, '../../../server/dist/seed.js')
/** Places and pages do not depend on how many there are; `npm run bench -- rooms` opens a hundred thousand. */
const contributions = 20_000

let platform: Platform
let threadId: string
beforeAll(async () => {
  const folder = await newFolder()
  await run(process.execPath, [seed, '--contributions', String(contributions)], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder, LOG_LEVEL: 'error' },
  })
  platform = await Platform.start({}, folder)
  await using reader = await visit(platform.url)
  const ask = async (path: string) => (await reader.context.request.get(`/api${path}`)).json() as unknown
  const room = (await ask('/rooms/professionalisierung')) as { id: string }
  const { threads } = (await ask(`/rooms/${room.id}/threads`)) as { threads: Thread[] }
  threadId = threads.reduce((a, b) => (a.contributionCount > b.contributionCount ? a : b)).id
})
afterAll(() => platform.stop())

interface Thread {
  id: string
  contributionCount: number
}

interface Row {
  id: string
  top: number
  /** The seeded contributions are numbered in the order in which they stand. */
  number: number
}

/** What is drawn, and which part of it is between the head and the composer. */
const rows = (page: Page) =>
  page.evaluate(() => {
    const dock = document.querySelector('form, textarea')?.getBoundingClientRect().top ?? window.innerHeight
    const drawn = [...document.querySelectorAll('[id^="c-"]')].map((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      const number = Number(/\((\d+)\)/.exec(row.textContent ?? '')?.[1] ?? 0)
      return { id: row.id, top, number, inSight: bottom > 130 && top < dock }
    })
    return { drawn, inSight: drawn.filter(({ inSight }) => inSight) }
  }) as Promise<{ drawn: Row[]; inSight: Row[] }>

/** Once nothing has moved for a while. */
async function still(page: Page) {
  let before = ''
  await expect
    .poll(
      async () => {
        const { inSight } = await rows(page)
        const now = inSight.map(({ id, top }) => `${id} ${top}`).join()
        const same = now === before
        before = now
        return same
      },
      { interval: 150, timeout: 20_000 },
    )
    .toBe(true)
  return rows(page)
}

/** Something to read, not too much in memory, and no gap where pages were joined. */
async function expectGoodList(page: Page) {
  const { drawn, inSight } = await still(page)
  expect(inSight.length).toBeGreaterThan(0)
  expect(drawn.length).toBeLessThan(200)
  const numbers = drawn.map(({ number }) => number).filter((number) => number > 0)
  expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index))
  return inSight
}

async function open(readSeq: number): Promise<Visitor & { asked: string[]; weight: number }> {
  const reader = await visit(platform.url, { as: 'other-member' })
  const { page, context } = reader
  const marked = await context.request.post(`/api/threads/${threadId}/read`, { data: { seq: readSeq } })
  expect(marked.status()).toBe(200)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes(`/api/threads/${threadId}`)) asked.push(new URL(request.url()).search)
  })
  const answer = await page.goto(`/raeume/professionalisierung/${threadId}`)
  await page.getByText('Ab hier neu:').waitFor()
  await page.mouse.move(180, 400)
  return { ...reader, asked, weight: (await answer!.body()).length }
}

it('opens a very long thread at the first unread one, with everything in one light page', async () => {
  await using reader = await open(14_000)
  const inSight = await expectGoodList(reader.page)
  const line = await reader.page.getByText('Ab hier neu:').boundingBox()
  expect(line?.y).toBeGreaterThan(0)
  expect(line?.y).toBeLessThan(400)
  // Five stand before the first numbered one.
  expect(inSight.map(({ number }) => number)).toContain(14_001 - 5)
  // The server has written it into the page, once to be read at once and once for the program.
  expect(reader.asked).toEqual([])
  expect(reader.weight).toBeGreaterThan(30_000)
  expect(reader.weight).toBeLessThanOrEqual(90_000)
  expect(reader.complaints).toEqual([])
})

it('pages both ways in a very long thread, and what one reads stays where it is', async () => {
  await using reader = await open(15_000)
  const { page, asked } = reader
  const pages = (side: string) => asked.filter((one) => one.includes(side)).length
  await expectGoodList(page)
  for (const [side, step] of [
    ['beforeSeq', -1000],
    ['afterSeq', 1000],
    ['beforeSeq', -1000],
  ] as const) {
    // The answer waits until nobody scrolls any more: what moves then was moved by it.
    let release = () => undefined as void
    const released = new Promise<void>((done) => (release = done))
    await page.route(
      new RegExp(`/contributions\\?.*${side}=`),
      async (route) => {
        await released
        await route.continue()
      },
      { times: 1 },
    )
    const already = pages(side)
    while (pages(side) === already) {
      await page.mouse.wheel(0, step)
      await still(page)
    }
    const before = await expectGoodList(page)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    release()
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollHeight), { timeout: 20_000 })
      .toBeGreaterThan(height)
    const after = new Map((await expectGoodList(page)).map(({ id, top }) => [id, top]))
    for (const { id, top } of before) expect(Math.abs((after.get(id) ?? Infinity) - top)).toBeLessThan(3)
  }
  expect(reader.complaints).toEqual([])
})

it('leads through a very long thread by keys and by flings without ever showing nothing', async () => {
  await using reader = await open(16_000)
  const { page, asked } = reader
  const [first] = await expectGoodList(page)
  const pages = (side: string) => asked.filter((one) => one.includes(side)).length
  const until = async (side: string, step: () => Promise<void>) => {
    const before = pages(side)
    for (let n = 0; pages(side) < before + 2; n++) {
      expect(n).toBeLessThan(60)
      await step()
      await expectGoodList(page)
    }
  }
  const [afterHome] =
    (await until('beforeSeq', () => page.keyboard.press('Home')), await expectGoodList(page))
  expect(afterHome!.number).toBeLessThan(first!.number - 50)
  const [afterEnd] = (await until('afterSeq', () => page.keyboard.press('End')), await expectGoodList(page))
  expect(afterEnd!.number).toBeGreaterThan(afterHome!.number + 50)

  await page.keyboard.press('PageUp')
  const [up] = await expectGoodList(page)
  expect(up!.number).toBeLessThan(afterEnd!.number)
  await page.keyboard.press('PageDown')
  const [down] = await expectGoodList(page)
  expect(down!.number).toBeGreaterThan(up!.number)

  for (const step of [-4000, 4000]) {
    for (let n = 0; n < 12; n++) {
      await page.mouse.wheel(0, step)
      if (n % 4 === 3) await expectGoodList(page)
    }
  }

  const choose = async (goal: string) => {
    await page.getByRole('button', { name: 'Mehr zum Gespräch' }).first().click()
    await page.getByRole('menuitem', { name: goal }).click()
  }
  await choose('Zum neuesten Beitrag')
  await page.getByText(`(${contributions})`).waitFor()
  await choose('Zum ersten Beitrag')
  await expect.poll(() => page.evaluate(() => window.scrollY), { timeout: 20_000 }).toBe(0)
  const [beginning] = await expectGoodList(page)
  // The opening of the demonstration, which has no number.
  expect(beginning!.number).toBe(0)
  expect(reader.complaints).toEqual([])
})
