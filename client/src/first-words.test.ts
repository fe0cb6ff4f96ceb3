import { describe, expect, it } from 'vitest'
import { firstWords } from './first-words.ts'

const [source] = Object.values(
  import.meta.glob<string>('./routes.tsx', { query: '?raw', import: 'default', eager: true }),
)
const pages = [...source!.matchAll(/^ {2}'(\/[^']*)': /gm)].map(([, path]) => path!)

/** Why the others have no first words. */
const reasons = {
  content: 'the server writes its whole content',
  thing: 'is about one thing, which the program fetches by its address',
  token: 'is opened by a link in a mail, and says what the link is good for',
  own: 'only who is signed in, or works here, has something there',
} as const

const withoutWords: Readonly<Record<string, keyof typeof reasons>> = {
  '/organisationen': 'content',
  '/organisationen/:slug': 'content',
  '/glossar': 'content',
  '/glossar/:term': 'content',
  '/impressum': 'content',
  '/datenschutz': 'content',
  '/barrierefreiheit': 'content',
  '/raeume/:room/:thread': 'content',
  '/raeume/:room': 'thing',
  '/raeume/:room/protokoll': 'thing',
  '/raeume/:room/:thread/live': 'thing',
  '/mitmachen/:code': 'thing',
  '/ergebnisse/:recordId': 'thing',
  '/ergebnisse/treffen/:documentationId': 'thing',
  '/presse/:releaseId': 'thing',
  '/organisationen/:slug/aushang': 'thing',
  '/einladung/:token': 'token',
  '/einspruch/:token': 'token',
  '/angaben/:token': 'token',
  '/eintrag/:token': 'token',
  '/zusammenarbeit/:token': 'token',
  '/wochenbrief/:token': 'token',
  '/abbestellen/:token': 'token',
  '/meldung/:token': 'token',
  '/anmelden/link': 'token',
  '/passwort': 'token',
  '/bestaetigen': 'token',
  '/einrichten': 'token',
  '/raeume/gespraeche': 'own',
  '/raeume/:room/neu': 'own',
  '/raeume/:room/:thread/planen': 'own',
  '/raeume/:room/:thread/pult': 'own',
  '/ergebnisse/sitzung/:sessionId': 'own',
  '/ergebnisse/:recordId/bearbeiten': 'own',
  '/presse/zitate': 'own',
  '/presse/:releaseId/bearbeiten': 'own',
  '/suchen-und-bieten/gezeigt': 'own',
  '/suchen-und-bieten/wichtig': 'own',
  '/mein-verein': 'own',
  '/mein-verein/neu': 'own',
  '/mein-verein/anfragen': 'own',
  '/mein-verein/uebergabe': 'own',
  '/willkommen': 'own',
  '/willkommen/:step': 'own',
  '/benachrichtigungen': 'own',
  '/ungesendet': 'own',
  '/ich': 'own',
  '/ich/benachrichtigungen': 'own',
  '/ich/loeschen': 'own',
  '/ich/sicherheit': 'own',
  '/ich/entscheidungen': 'own',
  '/ich/entscheidungen/:statement': 'own',
  '/ich/meldungen': 'own',
  '/moderation': 'own',
}
const forStaff = /^\/verwaltung\//

describe('every page', () => {
  it('is seen here', () => expect(pages.length).toBeGreaterThan(80))

  it.each(pages)('%s has first words, or a reason for having none', (path) => {
    const told = [path in firstWords, path in withoutWords, forStaff.test(path)]
    expect(told.filter(Boolean)).toHaveLength(1)
  })

  it('that is named is one', () => {
    for (const path of [...Object.keys(firstWords), ...Object.keys(withoutWords)])
      expect(pages).toContain(path)
  })
})
