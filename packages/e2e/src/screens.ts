import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, expect, it } from 'vitest'
import { findings } from './axe.ts'
import { threadAddress, visit, type Visitor } from './browser.ts'
import { url } from './here.ts'

/** Every screen there is, for whom, and what shows that it is there. */
export const screens: [name: string, address: string, as?: string][] = [
  ['Start', '/'],
  ['Heute', '/', 'org-admin'],
  ['Räume', '/raeume'],
  ['Raum', '/raeume/professionalisierung', 'member'],
  ['Gespräch beginnen', '/raeume/professionalisierung/neu', 'member'],
  ['Gespräch', 'thread', 'member'],
  ['Gespräch für Gäste', 'thread'],
  ['Live-Sitzung', 'live', 'member'],
  ['Live-Sitzung für Gäste', 'live'],
  ['Pult', 'desk', 'moderator'],
  ['Live-Sitzung planen', 'plan', 'moderator'],
  ['Termine', '/termine'],
  ['Mitmachen', '/mitmachen'],
  ['Ergebnisse', '/ergebnisse'],
  ['Ergebnis', 'record'],
  ['Suchen & Bieten', '/suchen-und-bieten', 'org-admin'],
  ['Suchen & Bieten für Gäste', '/suchen-und-bieten'],
  ['Organisationen', '/organisationen'],
  ['Profil', '/organisationen/brunnenstube-giessen'],
  ['Suche', '/suche'],
  ['Suche mit Treffern', '/suche?q=verein', 'member'],
  ['Suche ohne Treffer', '/suche?q=quastenflosser&art=offer'],
  ['Anmelden', '/anmelden'],
  ['Registrieren', '/registrieren'],
  ['Passwort vergessen', '/passwort-vergessen'],
  ['Willkommen', '/willkommen/themen', 'newcomer'],
  ['Willkommen, Vorschläge', '/willkommen/ergebnis', 'newcomer'],
  ['Mein Verein', '/mein-verein', 'org-admin'],
  ['Verein eintragen', '/mein-verein/neu', 'newcomer'],
  ['Ich', '/ich', 'member'],
  ['Ich, Fachstelle', '/ich', 'centre-staff'],
  ['Räume verwalten', '/verwaltung/raeume', 'centre-staff'],
  ['Raum anlegen', '/verwaltung/raeume/neu', 'centre-staff'],
  ['Raum bearbeiten', 'frame', 'centre-staff'],
  ['Zugehörigkeiten', '/verwaltung/zugehoerigkeiten', 'centre-staff'],
  ['Verwaltung, für andere nicht da', '/verwaltung/raeume', 'member'],
  ['Entscheidungen', '/ich/entscheidungen', 'member'],
  ['Eigene Meldungen', '/ich/meldungen', 'member'],
  ['Moderation', '/moderation', 'moderator'],
  ['Protokoll', '/raeume/professionalisierung/protokoll', 'member'],
  ['So moderieren wir', '/moderation/zahlen'],
  ['Unbekannte Meldung', '/meldung/aaaaaaaaaaaaaaaaaaaaaaaa'],
  ['Nichts da', '/gibt-es-nicht'],
]

/** The page on which the first room is administered. */
async function frameAddress({ context }: Visitor) {
  const answer = await context.request.get('/api/administration/rooms')
  const { rooms } = (await answer.json()) as { rooms: { id: string }[] }
  return `/verwaltung/raeume/${rooms[0]!.id}`
}

/** The first record that everybody may read. */
async function recordAddress({ context }: Visitor) {
  const answer = await context.request.get('/api/results')
  const { records } = (await answer.json()) as { records: { id: string; kind: string }[] }
  return `/ergebnisse/${records.find(({ kind }) => kind === 'record')!.id}`
}

const threadOf = (visitor: Visitor, title: string) => threadAddress(visitor, 'professionalisierung', title)
const liveThread = 'Live-Abend: Förderung, die zu kleinen Vereinen passt'

/** Addresses that are known only once the demonstration is there. */
const places: Record<string, (visitor: Visitor) => Promise<string>> = {
  frame: frameAddress,
  record: recordAddress,
  thread: (visitor) => threadOf(visitor, 'Günstige Software für die Buchhaltung'),
  live: async (visitor) => `${await threadOf(visitor, liveThread)}/live`,
  desk: async (visitor) => `${await threadOf(visitor, liveThread)}/pult`,
  plan: async (visitor) => `${await threadOf(visitor, liveThread)}/planen`,
}

export const placeOf = async (address: string, visitor: Visitor) =>
  (await places[address]?.(visitor)) ?? address

/** Declares the tests of all screens in one language; each language has a file of its own, so that they run side by side. */
export function testScreens(locale: 'de' | 'ar') {
  /** One browser per person: signing in and loading the program once is enough. */
  const visitors = new Map<string, Visitor>()
  const visitorFor = async (as = '') => {
    const known = visitors.get(as)
    if (known) return known
    const visitor = await visit(url, { locale, ...(as && { as }) })
    // The account's own language would win over the browser's.
    if (as) await visitor.context.request.patch('/api/me', { data: { locale } })
    visitors.set(as, visitor)
    return visitor
  }
  afterAll(async () => {
    for (const [as, visitor] of visitors) {
      if (as) await visitor.context.request.patch('/api/me', { data: { locale: 'de' } })
      await visitor[Symbol.asyncDispose]()
    }
  })

  it.each(screens)(
    '%s at 360 px has nothing that axe finds, light or dark, and fits',
    async (_, address, as) => {
      const visitor = await visitorFor(as)
      const { page } = visitor
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(await placeOf(address, visitor))
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr')
      expect(await findings(page)).toEqual([])

      await page.emulateMedia({ colorScheme: 'dark' })
      await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
      // The structure is the same; only colours differ.
      const contrast = new AxeBuilder({ page }).withRules([
        'color-contrast',
        'link-in-text-block',
        'target-size',
      ])
      expect(await findings(page, contrast)).toEqual([])

      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, 'scrolls sideways').toBeLessThanOrEqual(0)
      expect([...visitor.origins], 'asks another origin').toEqual([url])
      expect(visitor.complaints).toEqual([])
    },
  )
}
