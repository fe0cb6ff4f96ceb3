import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectNobodyElseAsked } from './alone.ts'
import { visit, watchRequests, type Visitor } from './browser.ts'
import { url } from './here.ts'
import { addressOf, screens } from './screens.ts'

let staff: Visitor
/** Where every screen is, and whether the tests of screens see it signed in. */
let places: { address: string; signedIn: boolean }[]
beforeAll(async () => {
  staff = await visit(url, { as: 'centre-staff' })
  places = []
  for (const screen of screens)
    places.push({ address: await addressOf(screen, staff), signedIn: screen.as !== undefined })
})
afterAll(async () => staff[Symbol.asyncDispose]())

const addressesOf = (those: typeof places) => [...new Set(those.map(({ address }) => address))]

// How the tests of screens see them is checked there.
it.each([
  { who: 'a guest', as: undefined },
  { who: 'a member', as: 'member' },
])('pages meant for others ask nobody else where $who opens them', async ({ as }) => {
  await using visitor = await visit(url, as === undefined ? {} : { as })
  const { page } = visitor
  for (const address of addressesOf(places.filter(({ signedIn }) => signedIn === (as === undefined)))) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  }
  expectNobodyElseAsked(visitor, url)
  expect(visitor.complaints).toEqual([])
})

it('without scripts no page asks anybody else, nor names what would be asked', async () => {
  const context = await staff.context.browser()!.newContext({ baseURL: url, javaScriptEnabled: false })
  const asked = watchRequests(context)
  const page = await context.newPage()
  for (const address of addressesOf(places)) {
    await page.goto(address)
    const named = await page
      .locator(
        'script, link:is([rel~=stylesheet], [rel~=icon], [rel~=manifest], [rel*=pre]), img, source, video, audio, iframe, object, embed, form',
      )
      .evaluateAll((all) =>
        all.flatMap((one) =>
          ['src', 'srcset', 'href', 'data', 'poster', 'action'].flatMap(
            (name) => one.getAttribute(name) ?? [],
          ),
        ),
      )
    expect(named.length, address).toBeGreaterThan(0)
    for (const one of named) expect(new URL(one, url).href, address).toMatch(new RegExp(`^(${url}/|data:)`))
  }
  expectNobodyElseAsked(asked, url)
  await context.close()
})

it('files to take along, the documentation and its styles ask nobody else', async () => {
  const { page } = staff
  await page.goto('/docs/')
  await page.locator('.opblock-tag').first().waitFor()
  const { records } = (await (await staff.context.request.get('/api/results')).json()) as {
    records: { id: string; kind: string }[]
  }
  const { releases } = (await (await staff.context.request.get('/api/press')).json()) as {
    releases: { id: string }[]
  }
  const files = [
    ...records.map(({ id, kind }) => `/api/${kind === 'record' ? 'results' : 'documentations'}/${id}`),
    ...releases.map(({ id }) => `/api/press/${id}`),
  ].map((path) => `${path}/export.html`)
  expect(files.length).toBeGreaterThan(2)
  for (const file of files) {
    const response = await staff.context.request.get(file)
    expect(response.ok(), file).toBe(true)
    // As whoever takes it along opens it: nothing comes from anywhere.
    const page = await staff.context.newPage()
    await page.setContent(await response.text())
    await page.close()
  }
  expectNobodyElseAsked(staff, url)
})

it('styles, letters and pictures of the program come with it', async () => {
  const folder = resolve(import.meta.dirname, '../../../client/dist')
  const styles = (await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.css'))
  expect(styles.length).toBeGreaterThan(0)
  for (const name of styles) {
    const text = await readFile(join(folder, 'assets', name), 'utf8')
    expect(text, name).not.toMatch(/(url\(|@import)\s*["']?\s*(https?:)?\/\//i)
  }
  const manifests = (await readdir(folder)).filter((name) => name.endsWith('.webmanifest'))
  expect(manifests.length).toBeGreaterThan(0)
  for (const name of manifests)
    expect(await readFile(join(folder, name), 'utf8'), name).not.toMatch(/https?:\/\//)
})
