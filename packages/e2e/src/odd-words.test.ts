import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { picture, visit, type Visitor } from './browser.ts'
import { Platform } from './platform.ts'
import { faultsOf } from './readable.ts'

// Names of people and associations change: this is a world of its own.
let platform: Platform
beforeAll(async () => {
  platform = await Platform.start()
})
afterAll(() => platform.stop())

const family = '👨‍👩‍👧‍👦'
const room = 'professionalisierung'
/** What turns the rest of a line around, and never says where it ends. */
const turning = 'Ab hier \u202esdrawkcab und \u2067weiter'
const long = 'Donaudampfschifffahrt'.repeat(240).slice(0, 5000)
const words = {
  long,
  arabicLong: 'المؤسسة'.repeat(715).slice(0, 5000),
  turning,
  mixed: 'نلتقي يوم 12.12.2026 في Gießen، الساعة 18:30، ثم 0641 123-45 (Frau Öz).',
  emoji: `${family.repeat(150)} 🇺🇦🇩🇪🇹🇷🇸🇾 👋🏾👋🏻 🏳️‍🌈`,
  address: `https://verein.example/${'sehr-lang/'.repeat(60)}`,
  ethiopic: 'ሰላም ለኩሉ። ማሕበርና ብሰንበት ይእከብ። እንኳን ደህና መጡ።',
  chinese: '我们每周日下午在文化中心见面，欢迎大家带孩子一起来参加活动。'.repeat(6),
  georgian: 'ჩვენ ყოველ კვირას ვხვდებით კულტურის ცენტრში.',
  towering: `Z${'\u0301\u0323\u0334'.repeat(40)}algo ist auch da`,
}

async function done(answer: Promise<{ status: () => number; text: () => Promise<string> }>) {
  const reply = await answer
  if (reply.status() >= 300) throw new Error(await reply.text())
  return JSON.parse(await reply.text()) as { id: string; slug: string; thread: { id: string } }
}

interface World {
  thread: string
  profile: string
}
let world: Promise<World> | undefined
/** Everything that is odd stands in one thread, in lists, and in names. */
const filled = () =>
  (world ??= (async () => {
    await using member = await visit(platform.url, { as: 'member' })
    await using other = await visit(platform.url, { as: 'other-member' })
    await using admin = await visit(platform.url, { as: 'org-admin' })
    await done(other.context.request.patch('/api/me', { data: { name: 'ኣልማዝ ገብረሚካኤል ተስፋይ' } }))
    await done(member.context.request.patch('/api/me', { data: { name: 'ნინო ჩხეიძე-მაისურაძე' } }))
    const me = (await (await admin.context.request.get('/api/me')).json()) as {
      memberships: { organisationId: string }[]
    }
    const { organisationId } = me.memberships[0]!
    const organisation = await done(
      admin.context.request.patch(`/api/organisations/${organisationId}`, {
        data: {
          name: 'جمعية النور للثقافة والتعليم في هسن e. V.',
          selfDescription: long.slice(0, 1900),
          selfTerm: 'A'.repeat(120),
          targetGroups: family.repeat(17),
          meetingPlace: words.mixed,
        },
      }),
    )
    for (const [plural, title] of [
      ['needs', 'غرفة für 25 Personen, يوم 12.12.2026'],
      ['offers', 'B'.repeat(120)],
    ] as const)
      await done(
        admin.context.request.post(`/api/${plural}`, {
          data: {
            clientId: randomUUID(),
            organisationId,
            category: 'rooms',
            title,
            text: long.slice(0, 1900),
          },
        }),
      )
    const { id } = await done(member.context.request.get(`/api/rooms/${room}`))
    const started = await done(
      member.context.request.post(`/api/rooms/${id}/threads`, {
        data: {
          clientId: randomUUID(),
          title: `${'Fördermittelantragsformular'.repeat(4)} ${turning}`,
          text: long,
        },
      }),
    )
    const path = `/api/threads/${started.thread.id}/contributions`
    await done(
      member.context.request.post(`/api/rooms/${id}/threads`, {
        data: { clientId: randomUUID(), title: `${family.repeat(8)} ${words.mixed}`, text: words.emoji },
      }),
    )
    let replyTo: string | undefined
    for (const [kind, text] of Object.entries(words)) {
      const lang = { arabicLong: 'ar', mixed: 'ar', ethiopic: 'ti', chinese: 'zh', georgian: 'ka' }[kind]
      const who = kind.length % 2 === 0 ? other : admin
      const data = { clientId: randomUUID(), text, ...(lang && { lang }), ...(replyTo && { replyTo }) }
      replyTo = (await done(who.context.request.post(path, { data }))).id
    }
    return { thread: `/raeume/${room}/${started.thread.id}`, profile: `/organisationen/${organisation.slug}` }
  })())

const pages: Record<string, (world: World) => string> = {
  Gespräch: ({ thread }) => thread,
  Raum: () => `/raeume/${room}`,
  Heute: () => '/',
  Profil: ({ profile }) => profile,
  Verzeichnis: () => '/organisationen',
  'Suchen & Bieten': () => '/suchen-und-bieten',
  Einträge: () => '/suchen-und-bieten?ansicht=alle',
  Suche: () => '/suche?q=Donaudampfschifffahrt',
  'Suche arabisch': () => '/suche?q=المؤسسة',
  'Mein Verein': () => '/mein-verein',
  Konto: () => '/ich',
}

describe.each(['de', 'ar'] as const)('words of any kind, in %s', (locale) => {
  let visitor: Visitor | undefined
  const opened = async () => {
    if (!visitor) {
      visitor = await visit(platform.url, { as: 'org-admin', locale })
      await visitor.context.request.patch('/api/me', { data: { locale } })
    }
    return visitor
  }
  afterAll(() => visitor?.[Symbol.asyncDispose]())

  it.each(Object.keys(pages))('stay in their boxes on a phone: %s', async (name) => {
    const there = await filled()
    const current = await opened()
    const { page } = current
    await page.goto(pages[name]!(there))
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForLoadState('networkidle')
    await picture(current, `odd-${name.toLowerCase().replaceAll(/[^\p{L}]+/gu, '-')}-${locale}`)
    expect(await faultsOf(page)).toEqual([])
    expect(current.complaints).toEqual([])
  })

  it('are quoted without half a family, and names turn no sentence around', async () => {
    const { thread } = await filled()
    const { page } = await opened()
    await page.goto(thread)
    const quotes = page.locator('article a[href^="#c-"]')
    await page.getByRole('log').waitFor()
    // The list draws what is near; every quotation is met on the way up.
    const met = new Set<string>()
    for (let n = 0; n < 40; n++) {
      for (const text of await quotes.allInnerTexts()) met.add(text)
      await page.mouse.move(180, 400)
      await page.mouse.wheel(0, n < 20 ? -1500 : 1500)
      await page.waitForTimeout(30)
    }
    const families = [...met].filter((text) => text.includes('👨'))
    expect(families.length).toBeGreaterThan(0)
    for (const text of families) expect(text.replaceAll(family, '')).not.toMatch(/[👨👩👧👦\u200d]/u)
    const directions = await page
      .locator('article header bdi')
      .evaluateAll((names) =>
        names.map((one) =>
          /\p{Script=Arabic}/u.test(one.textContent) ? getComputedStyle(one).direction : 'rtl',
        ),
      )
    expect(directions.length).toBeGreaterThan(0)
    expect(new Set(directions)).toEqual(new Set(['rtl']))
  })
})
