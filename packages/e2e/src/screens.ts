import { readFile, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { expectNobodyElseAsked } from './alone.ts'
import { findings } from './axe.ts'
import { threadAddress, visit, type Visitor } from './browser.ts'
import { url } from './here.ts'

export interface Screen {
  name: string
  /** As in the client's routes; parameters are filled in by `parameters`. */
  route: string
  /** What stands in the address bar, if not the route itself. */
  address?: string
  /** The name before the @ of a demonstration login; nobody when left out. */
  as?: string
}

const unknownId = 'aaaaaaaaaaaaaaaaaaaaaaaa'
/** A page that a link of a mail opens, with a link that is no longer good. */
const byLink = (name: string, route: string): Screen => ({
  name: `${name}, Link verbraucht`,
  route,
  address: route.replace(':token', unknownId),
})

/** Every screen there is, and for whom. */
export const screens: readonly Screen[] = [
  { name: 'Start', route: '/' },
  { name: 'Heute', route: '/', as: 'org-admin' },
  { name: 'Räume', route: '/raeume' },
  { name: 'Gespräche zu zweit', route: '/raeume/gespraeche', as: 'org-admin' },
  { name: 'Raum', route: '/raeume/:room', as: 'member' },
  { name: 'Gespräch beginnen', route: '/raeume/:room/neu', as: 'member' },
  { name: 'Gespräch', route: '/raeume/:room/:thread', as: 'member' },
  { name: 'Gespräch für Gäste', route: '/raeume/:room/:thread' },
  { name: 'Live-Sitzung', route: '/raeume/:room/:thread/live', as: 'member' },
  { name: 'Live-Sitzung für Gäste', route: '/raeume/:room/:thread/live' },
  { name: 'Pult', route: '/raeume/:room/:thread/pult', as: 'moderator' },
  { name: 'Live-Sitzung planen', route: '/raeume/:room/:thread/planen', as: 'moderator' },
  { name: 'Protokoll', route: '/raeume/:room/protokoll', as: 'member' },
  { name: 'Termine', route: '/termine' },
  { name: 'Mitmachen', route: '/mitmachen' },
  { name: 'Mitmachen, unbekannt', route: '/mitmachen/:code', address: '/mitmachen/XXXXXX' },
  { name: 'Ergebnisse', route: '/ergebnisse' },
  { name: 'Ergebnis', route: '/ergebnisse/:recordId' },
  { name: 'Ergebnis bearbeiten', route: '/ergebnisse/:recordId/bearbeiten', as: 'moderator' },
  { name: 'Dokumentation', route: '/ergebnisse/treffen/:documentationId' },
  { name: 'Entwurf einer Sitzung', route: '/ergebnisse/sitzung/:sessionId', as: 'moderator' },
  { name: 'Presse', route: '/presse' },
  { name: 'Eigene Zitate', route: '/presse/zitate', as: 'member' },
  { name: 'Pressemitteilung', route: '/presse/:releaseId' },
  { name: 'Pressemitteilung schreiben', route: '/presse/:releaseId/bearbeiten', as: 'centre-staff' },
  { name: 'Suchen & Bieten', route: '/suchen-und-bieten', as: 'org-admin' },
  { name: 'Suchen & Bieten für Gäste', route: '/suchen-und-bieten' },
  { name: 'Wie oft gezeigt', route: '/suchen-und-bieten/gezeigt', as: 'org-admin' },
  { name: 'Was wichtig ist', route: '/suchen-und-bieten/wichtig', as: 'org-admin' },
  { name: 'Organisationen', route: '/organisationen' },
  { name: 'Profil', route: '/organisationen/:slug' },
  { name: 'Aushang', route: '/organisationen/:slug/aushang' },
  { name: 'Suche', route: '/suche' },
  { name: 'Suche mit Treffern', route: '/suche', address: '/suche?q=verein', as: 'member' },
  { name: 'Suche ohne Treffer', route: '/suche', address: '/suche?q=quastenflosser&art=offer' },
  { name: 'Glossar', route: '/glossar' },
  { name: 'Glossar, gesucht', route: '/glossar', address: '/glossar?suche=Anträge', as: 'member' },
  { name: 'Glossar ohne Treffer', route: '/glossar', address: '/glossar?suche=quastenflosser' },
  { name: 'Wort', route: '/glossar/:term' },
  { name: 'Wort, nicht da', route: '/glossar/:term', address: '/glossar/quastenflosser' },
  { name: 'Anmelden', route: '/anmelden' },
  { name: 'Anmelden mit Link', route: '/anmelden/link' },
  { name: 'Registrieren', route: '/registrieren' },
  { name: 'Passwort vergessen', route: '/passwort-vergessen' },
  { name: 'Neues Passwort', route: '/passwort' },
  { name: 'Adresse bestätigen', route: '/bestaetigen' },
  { name: 'Einrichten', route: '/einrichten' },
  { name: 'Willkommen', route: '/willkommen', as: 'newcomer' },
  { name: 'Willkommen, Themen', route: '/willkommen/:step', address: '/willkommen/themen', as: 'newcomer' },
  {
    name: 'Willkommen, Vorschläge',
    route: '/willkommen/:step',
    address: '/willkommen/ergebnis',
    as: 'newcomer',
  },
  { name: 'Mein Verein', route: '/mein-verein', as: 'org-admin' },
  { name: 'Verein eintragen', route: '/mein-verein/neu', as: 'newcomer' },
  { name: 'Eigene Anträge', route: '/mein-verein/anfragen', as: 'newcomer' },
  { name: 'Übergabe', route: '/mein-verein/uebergabe', as: 'org-admin' },
  byLink('Einladung', '/einladung/:token'),
  byLink('Einspruch', '/einspruch/:token'),
  byLink('Angaben', '/angaben/:token'),
  byLink('Eintrag', '/eintrag/:token'),
  byLink('Zusammenarbeit', '/zusammenarbeit/:token'),
  byLink('Wochenbrief', '/wochenbrief/:token'),
  byLink('Abbestellen', '/abbestellen/:token'),
  byLink('Meldung', '/meldung/:token'),
  byLink('Abbestellen', '/abbestellen/:token'),
  { name: 'Benachrichtigungen', route: '/benachrichtigungen', as: 'org-admin' },
  { name: 'Noch nicht gesendet', route: '/ungesendet', as: 'member' },
  { name: 'Ich', route: '/ich', as: 'member' },
  { name: 'Ich, Fachstelle', route: '/ich', as: 'centre-staff' },
  { name: 'Entscheidungen', route: '/ich/entscheidungen', as: 'member' },
  {
    name: 'Entscheidung, nicht da',
    route: '/ich/entscheidungen/:statement',
    address: `/ich/entscheidungen/${unknownId}`,
    as: 'member',
  },
  { name: 'Benachrichtigungen', route: '/benachrichtigungen', as: 'member' },
  { name: 'Was man bekommt', route: '/ich/benachrichtigungen', as: 'member' },
  { name: 'Konto löschen', route: '/ich/loeschen', as: 'member' },
  { name: 'Passwort und Sicherheit', route: '/ich/sicherheit', as: 'member' },
  { name: 'Eigene Meldungen', route: '/ich/meldungen', as: 'member' },
  { name: 'Moderation', route: '/moderation', as: 'moderator' },
  { name: 'So moderieren wir', route: '/moderation/zahlen' },
  { name: 'Impressum', route: '/impressum' },
  { name: 'Datenschutz', route: '/datenschutz' },
  { name: 'Barrierefreiheit', route: '/barrierefreiheit' },
  { name: 'Rückmeldung', route: '/rueckmeldung' },
  { name: 'Rückmeldungen', route: '/verwaltung/rueckmeldungen', as: 'centre-staff' },
  { name: 'Glossar bearbeiten', route: '/verwaltung/glossar', as: 'centre-staff' },
  { name: 'Neues Wort', route: '/verwaltung/glossar/neu', as: 'centre-staff' },
  { name: 'Wort bearbeiten', route: '/verwaltung/glossar/:term', as: 'centre-staff' },
  { name: 'Räume verwalten', route: '/verwaltung/raeume', as: 'centre-staff' },
  { name: 'Räume verwalten, für andere nicht da', route: '/verwaltung/raeume', as: 'member' },
  { name: 'Raum anlegen', route: '/verwaltung/raeume/neu', as: 'centre-staff' },
  { name: 'Raum bearbeiten', route: '/verwaltung/raeume/:room', as: 'centre-staff' },
  { name: 'Zugehörigkeiten', route: '/verwaltung/zugehoerigkeiten', as: 'centre-staff' },
  { name: 'Zweiten Schritt zurücksetzen', route: '/verwaltung/zweiter-schritt', as: 'platform-admin' },
  { name: 'Dokumentationen', route: '/verwaltung/dokumentationen', as: 'centre-staff' },
  { name: 'Dokumentation beginnen', route: '/verwaltung/dokumentationen/neu', as: 'centre-staff' },
  {
    name: 'Dokumentation schreiben',
    route: '/verwaltung/dokumentationen/:documentationId',
    as: 'centre-staff',
  },
  { name: 'Prüfungen', route: '/verwaltung/organisationen', as: 'centre-staff' },
  { name: 'Anträge auf Vereine', route: '/verwaltung/organisationen/anfragen', as: 'centre-staff' },
  { name: 'Alte Angaben', route: '/verwaltung/organisationen/angaben', as: 'centre-staff' },
  { name: 'Zugang', route: '/verwaltung/organisationen/zugang', as: 'centre-staff' },
  { name: 'Einfuhr', route: '/verwaltung/organisationen/einfuhr', as: 'centre-staff' },
  {
    name: 'Einfuhr, nicht da',
    route: '/verwaltung/organisationen/einfuhr/:import',
    address: `/verwaltung/organisationen/einfuhr/${unknownId}`,
    as: 'centre-staff',
  },
  { name: 'Vermittlung', route: '/verwaltung/vermittlung', as: 'centre-staff' },
  { name: 'Vorstellen', route: '/verwaltung/vermittlung/vorstellen', as: 'centre-staff' },
  { name: 'Nichts da', route: '*', address: '/gibt-es-nicht' },
]

const liveThread = 'Live-Abend: Förderung, die zu kleinen Vereinen passt'
const room = 'professionalisierung'

async function reply<T>({ context }: Visitor, path: string): Promise<T> {
  return (await (await context.request.get(`/api${path}`)).json()) as T
}

/** The one of the demonstration: what journeys publish on the same platform is newer. */
const oldestRecord = async (visitor: Visitor, kind: string) =>
  (await reply<{ records: { id: string; kind: string }[] }>(visitor, '/results')).records.findLast(
    (one) => one.kind === kind,
  )!.id

/** The session that runs; its record is being written. */
const runningSession = async (visitor: Visitor) =>
  (await reply<{ sessions: { id: string; state: string }[] }>(visitor, '/live/sessions')).sessions.find(
    ({ state }) => state === 'running',
  )!.id

/** What stands for a parameter: things of the demonstration, whose ids are known only once it is there. */
const parameters: Record<string, (visitor: Visitor) => Promise<string>> = {
  recordId: (visitor) => oldestRecord(visitor, 'record'),
  documentationId: (visitor) => oldestRecord(visitor, 'documentation'),
  releaseId: async (visitor) =>
    (await reply<{ releases: { id: string }[] }>(visitor, '/press')).releases[0]!.id,
  sessionId: runningSession,
  slug: () => Promise.resolve('brunnenstube-giessen'),
  term: () => Promise.resolve('verwendungsnachweis'),
}

/** What stands in the address bar when a visitor is on a screen. */
export async function addressOf({ route, address }: Screen, visitor: Visitor): Promise<string> {
  if (address !== undefined) return address
  if (route === '/verwaltung/raeume/:room') {
    const { rooms } = await reply<{ rooms: { id: string }[] }>(visitor, '/administration/rooms')
    return `/verwaltung/raeume/${rooms[0]!.id}`
  }
  if (route === '/ergebnisse/:recordId/bearbeiten') {
    // Begun again it is the same record.
    const begun = await visitor.context.request.post(
      `/api/live/sessions/${await runningSession(visitor)}/record`,
    )
    return `/ergebnisse/${((await begun.json()) as { id: string }).id}/bearbeiten`
  }
  if (route.startsWith('/raeume/:room/:thread')) {
    const title = route === '/raeume/:room/:thread' ? 'Günstige Software für die Buchhaltung' : liveThread
    return (await threadAddress(visitor, room, title)) + route.slice('/raeume/:room/:thread'.length)
  }
  const filled = route.replace(':room', room)
  const parameter = /:(\w+)/.exec(filled)?.[1]
  return parameter ? filled.replace(`:${parameter}`, await parameters[parameter]!(visitor)) : filled
}

interface Look {
  width: 360 | 1440
  scheme: 'light' | 'dark'
}
const looks: readonly [Look, Look, Look, Look] = [
  { width: 360, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
  { width: 360, scheme: 'dark' },
  { width: 1440, scheme: 'light' },
]

/** `test`: each screen in one look, all looks in turn; `a11y`: everything; `screens`: everything, as pictures. */
export const mode = import.meta.env.MODE
const pictures = resolve(import.meta.dirname, '../../../screens')

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

  // In the other language a screen is seen in the other light and width.
  const shift = locale === 'de' ? 0 : 1
  const cases = screens.flatMap((screen, number) =>
    (mode === 'test' ? [looks[(number + shift) % looks.length]!] : looks).map(
      (look) => [screen.name, look.width, look.scheme, screen] as const,
    ),
  )

  it.each(cases)(
    '%s at %i px, %s, has nothing that axe finds, and fits',
    async (_, width, scheme, screen) => {
      const visitor = await visitorFor(screen.as)
      const { page } = visitor
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
      await page.emulateMedia({ colorScheme: scheme })
      await page.goto(await addressOf(screen, visitor))
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor()
      expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr')
      if (mode === 'screens') {
        await mkdir(pictures, { recursive: true })
        const name = `${screen.name} ${locale} ${width} ${scheme}`
          .toLowerCase()
          .replaceAll(/[^\p{L}\d]+/gu, '-')
        await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
      } else {
        // Others write in the same world at this moment: what is under way is looked at again once it has arrived.
        const found = await findings(page)
        if (found.length > 0) await page.waitForTimeout(1000)
        expect(found.length > 0 ? await findings(page) : found).toEqual([])
      }
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, 'scrolls sideways').toBeLessThanOrEqual(0)
      expectNobodyElseAsked(visitor, url)
      expect(visitor.complaints).toEqual([])
    },
  )

  it('leaves out no page', async () => {
    const source = await readFile(resolve(import.meta.dirname, '../../../client/src/routes.tsx'), 'utf8')
    const routes = [...source.matchAll(/^\s+'(\/[^']*)':/gm)].map((match) => match[1]!)
    expect(routes.length).toBeGreaterThan(60)
    const shown = new Set(screens.map(({ route }) => route))
    expect(routes.filter((route) => !shown.has(route))).toEqual([])
  })
}
