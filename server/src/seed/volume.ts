import { activityFields, languages, needKinds } from '@augenhoehe/reference-data/taxonomy'
import { municipalities } from '@augenhoehe/reference-data/municipalities'
import { createHash } from 'node:crypto'
import type { App } from '../app.ts'
import type { Clock } from '../platform/clock.ts'
import type { Person } from '../platform/actor.ts'
import { hashPassword } from '../features/accounts/index.ts'
import type { Fixtures } from './demonstration.ts'
import { emailOf, password, verified } from './world.ts'

interface Volume {
  organisations: number
  contributions: number
  /** Accounts that belong to the verified associations, in turn. */
  people: number
  seed: number
  progress: (line: string) => void
}

/** mulberry32: small, well spread, and the same everywhere. */
function randomFrom(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const firstWords = [
  'Brücke',
  'Garten',
  'Laterne',
  'Mosaik',
  'Kompass',
  'Linde',
  'Hafen',
  'Funke',
  'Teppich',
  'Quelle',
]
const lastWords = [
  'Nachbarschaft',
  'Bildung',
  'Begegnung',
  'Kultur',
  'Jugend',
  'Frauen',
  'Sprachen',
  'Familien',
  'Musik',
  'Zukunft',
]
const sentences = [
  'Bei uns hat das mit einer Liste an der Tür angefangen.',
  'Wir suchen noch jemanden, der den Antrag gegenliest.',
  'Das haben wir letztes Jahr probiert, es hat gut funktioniert.',
  'Wer hat Erfahrung mit der Stadtverwaltung in dieser Frage?',
  'Wichtig ist, dass immer zwei Personen Bescheid wissen.',
  'Wir können einen Abend anbieten und zeigen, wie wir es machen.',
]

/** Both halves of compound words: the vocabulary of a forum is large, and most of its words are rare. */
const compounds = {
  first: [
    'Jugend',
    'Frauen',
    'Sprach',
    'Kultur',
    'Projekt',
    'Vereins',
    'Ehrenamts',
    'Nachbarschafts',
    'Bildungs',
    'Integrations',
    'Familien',
    'Musik',
    'Sport',
    'Senioren',
    'Stadtteil',
    'Digital',
    'Finanz',
    'Presse',
    'Satzungs',
    'Raum',
    'Eltern',
    'Schul',
    'Theater',
    'Garten',
    'Koch',
    'Reise',
    'Tanz',
    'Lese',
    'Beirats',
    'Dolmetsch',
  ],
  last: [
    'förderung',
    'treffen',
    'arbeit',
    'beratung',
    'antrag',
    'gruppe',
    'haus',
    'kurs',
    'netzwerk',
    'fest',
    'kasse',
    'software',
    'planung',
    'werkstatt',
    'stelle',
    'büro',
    'vertretung',
    'abend',
    'woche',
    'runde',
    'leitung',
    'fonds',
    'vorstand',
    'verband',
    'mappe',
    'liste',
    'vertrag',
    'spende',
    'reihe',
    'stunde',
  ],
}

/** Organisations with needs and offers, people, and contributions in one thread; the same for the same seed. */
export async function addVolume(
  app: App,
  clock: Clock,
  fixtures: Fixtures,
  { organisations, contributions, people, seed, progress }: Volume,
) {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const uuid = (kind: string, index: number) => {
    const hex = createHash('sha256').update(`${seed}/${kind}/${index}`).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
  const compound = () => `${pick(compounds.first)}${pick(compounds.last)}`
  const text = (index: number) =>
    [
      pick(sentences),
      `Es geht um ${compound()}, ${compound()} und ${compound()} in ${pick(municipalities).name}.`,
      pick(sentences),
      `(${index})`,
    ].join(' ')
  const admin = actorOf(fixtures, 'platformAdmin', 'admin')
  for (let index = 0; index < organisations; index++) {
    const { id } = await app.organisations.create(admin, {
      name: `${pick(firstWords)} ${pick(lastWords)} ${index + 1}`,
      municipality: pick(municipalities).ags,
      fields: [...new Set([pick(activityFields).id, pick(activityFields).id])],
      languages: [...new Set(['de', pick(languages).id])],
      selfDescription: pick(sentences),
    })
    for (const kind of ['need', 'offer'] as const) {
      const { id: category, labels } = pick(needKinds)
      await app.matching.publish(admin, kind, {
        organisationId: id,
        category,
        title: labels['de'] ?? category,
        text: pick(sentences),
        remote: random() < 0.4,
      })
    }
    if ((index + 1) % 500 === 0) progress(`${index + 1} of ${organisations} organisations`)
  }
  // Whose members are known: what they write is read at once.
  const associations = verified.map(({ key }) => fixtures.organisations[key]!)
  const hash = people > 0 ? await hashPassword(password) : ''
  for (let index = 0; index < people; index++) {
    const email = emailOf(`crowd${index}`)
    const userId = await app.accounts.createConfirmed({
      name: `Gast ${index + 1}`,
      email,
      password: { hash },
      role: 'member',
    })
    const organisationId = associations[index % associations.length]!
    await app.organisations.admit(organisationId, userId, 'member')
    fixtures.roles[`crowd${index}`] = { email, password, userId, organisationIds: [organisationId] }
  }
  const together = 200
  const author = actorOf(fixtures, 'member', 'member')
  for (let start = 0; start < contributions; start += together) {
    const batch = Array.from({ length: Math.min(together, contributions - start) }, (_, offset) =>
      app.threads.contribute(author, {
        threadId: fixtures.threads.open,
        clientId: uuid('contribution', start + offset),
        actingOrganisationId: fixtures.organisations['brunnenstube']!,
        text: text(start + offset + 1),
        lang: 'de',
      }),
    )
    await Promise.all(batch)
    if ((start + together) % 10_000 === 0) progress(`${start + together} of ${contributions} contributions`)
  }
  clock.setTo(null)
}

const actorOf = (fixtures: Fixtures, role: string, accountRole: Person['role']): Person => ({
  id: fixtures.roles[role]!.userId,
  role: accountRole,
  name: role,
  institution: null,
  sessionId: '',
})
