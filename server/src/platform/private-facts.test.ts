import { allEvents, allOperations, type Verification } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import mongoose, { trusted } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Claims } from '../features/organisations/claims/model.ts'
import { Organisations } from '../features/organisations/model.ts'
import { everybody, startApp, type Client, type TestApp } from '../testing/app.ts'
import { formWith, pdf } from '../testing/files.ts'
import { createNewcomers, type Newcomer } from '../testing/newcomers.ts'
import { session } from '../testing/sessions.ts'
import {
  changeAll,
  emitAll,
  fetched,
  fieldsOf,
  filled,
  fingerprint,
  namesThings,
  noteRoutes,
  readAll,
  searchAll,
  type Names,
  type Said,
} from '../testing/walk.ts'

/**
 * What is nobody's business reaches nobody: in no answer of an operation, over HTTP or socket, in no push, page, file,
 * mail, refusal or log. Made from the operations and addresses there are: a new one is walked the moment it is declared.
 * Each fact is also found by whom it is for, by the same walk, so that a walk which sees nothing fails.
 */

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** The roles of the demonstration and a visitor, and the people of the associations that keep something to themselves. */
const outsiders = ['visitor', ...everybody] as const
const insiders = ['admin', 'colleague', 'claimant', 'drafter'] as const
type Reader = (typeof outsiders)[number] | (typeof insiders)[number]
const staff: readonly Reader[] = ['centreStaff', 'platformAdmin']
const own: readonly Reader[] = ['admin', 'colleague']
const signedIn: readonly Reader[] = [...everybody, ...insiders]
const all: readonly Reader[] = ['visitor', ...signedIn]

interface Fact {
  /** Words that stand nowhere else. */
  words: string
  /** Exactly those who find it. */
  seenBy: readonly Reader[]
}
const fact = (words: string, seenBy: readonly Reader[]): Fact => ({ words, seenBy })

const facts = {
  'the name of a member': fact('Zarife Stillwasser', own),
  'the name of somebody who left': fact('Fridolin Fortgegangen', own),
  'what a member does': fact('Hüterin der Zwetschgen', own),
  'a number for members': fact('+49 641 5550101', own),
  'a number for everybody, of somebody who is not to be known': fact('+49 641 5550102', own),
  'a number for people with an account': fact('+49 641 5550103', signedIn),
  'the name of somebody who wants to be known': fact('Ottilie Offenherz', all),
  'how it calls itself, for members': fact('Zwetschgenbund', own),
  'whom it is for, for members': fact('Liebhaberinnen der Mirabelle', own),
  'what takes place, for members': fact('Dörrabend im Keller', own),
  'where it meets, for members': fact('Hinterhof der Dörrstraße', own),
  'its website, for members': fact('https://doerrobst.example/innen', own),
  'its address, for members': fact('innen@doerrobst.example', own),
  'its number, for members': fact('+49 641 5550104', own),
  'where it meets, for people with an account': fact('Pavillon an der Lahnwiese', signedIn),
  'its number, for people with an account': fact('+49 641 5550105', signedIn),
  'whom it invited': fact('geladen@doerrobst.example', ['admin']),
  'what its admin hands over': fact('Der Schlüssel hängt im Dörrofen', ['admin']),
  'an entry that is paused': fact('Dachboden zum Dörren', own),
  'what it asked another': fact('Dürfen wir Ihren Dörrofen leihen?', [...own, 'moderator']),
  'what it says to another among themselves': fact('Der Dörrofen steht im Waschhaus', own),
  'who asks to be let in': fact('Klaudia Klopftan', ['admin', 'claimant', ...staff]),
  'why somebody asks to be let in': fact('Seit dem Pflaumenfest dabei', ['admin', 'claimant']),
  'why somebody asks where nobody decides': fact('Seit dem Quittenfest dabei', ['claimant', ...staff]),
  'a picture of the register': fact('', ['admin', ...staff]),
  'why an extract was returned': fact('Die zweite Seite ist verwackelt', ['admin', ...staff]),
  'whom the staff met': fact('Frau Reineclaude persönlich', staff),
  'why access is to be restored': fact('Niemand antwortet seit Pfingsten', staff),
  'how the staff knows': fact('Protokoll mit Stempel vorgelegt', staff),
  'a profile that is hidden': fact('Verein Schlehenhecke', own),
  'what is said in a profile that is hidden': fact('Wir brennen Schlehengeist', own),
  'a draft': fact('Verein Kornelkirsche', ['drafter']),
  'a row of a table that was sent in': fact('Verein Felsenbirne', staff),
} satisfies Record<string, Fact>
type FactName = keyof typeof facts
const factNames = Object.keys(facts) as FactName[]

/** Under their own name they are about, and that they belong to an association is nobody's business. */
const speaker = 'Sidonie Sprichmit'
/** As it calls itself everywhere. */
const association = 'Verein Walnussbaum'

let app: TestApp
let routes: { method: string; path: string }[]
const lines: string[] = []
const { person, founded, drop } = createNewcomers(() => app)
const clients = new Map<Reader, Client>()
const addresses = new Map<string, Reader>()
const as = (reader: Reader) => clients.get(reader)!
let people: Record<'admin' | 'colleague' | 'claimant' | 'drafter' | 'speaker', Newcomer>
/** What operations are asked about: the associations, each with all else that is named. */
let subjects: Names[]
let planted: string[]
/** Of the first association: its id and its address. */
let ids: string[]
let speaking: { name: string; id: string }
let known: { name: string; id: string }
let contributionId: string

async function joins(organisationId: string, admin: Client, newcomer: Newcomer) {
  const { link } = await admin.call('organisations.inviteByLink', { organisationId })
  await newcomer.client.call('organisations.acceptInvitation', { token: link.split('/').at(-1)! })
}

async function plant() {
  const { admin, organisation } = await founded({
    name: association,
    selfTerm: facts['how it calls itself, for members'].words,
    targetGroups: facts['whom it is for, for members'].words,
    activities: [{ title: facts['what takes place, for members'].words }],
    meetingPlace: facts['where it meets, for members'].words,
    website: facts['its website, for members'].words,
    contactEmail: facts['its address, for members'].words,
    contactPhone: facts['its number, for members'].words,
    visibility: {
      selfTerm: 'members',
      targetGroups: 'members',
      activities: 'members',
      meetingPlace: 'members',
      website: 'members',
      contactEmail: 'members',
      contactPhone: 'members',
      foundedYear: 'members',
      results: 'members',
    },
  })
  const organisationId = organisation.id
  people = {
    admin,
    colleague: await person(facts['the name of a member'].words),
    claimant: await person(facts['who asks to be let in'].words),
    drafter: await person('Dora Entwurf'),
    speaker: await person(speaker),
  }
  const { colleague, claimant, drafter } = people
  const call = admin.client.call.bind(admin.client)
  const gone = await person(facts['the name of somebody who left'].words)
  const open = await person(facts['the name of somebody who wants to be known'].words)
  for (const one of [colleague, people.speaker, gone, open]) await joins(organisationId, admin.client, one)
  ids = [organisationId, organisation.slug]
  speaking = { name: speaker, id: people.speaker.id }
  known = { name: facts['the name of somebody who wants to be known'].words, id: open.id }
  const threadId = app.world.threads.open
  const write = async (client: Client, words: { text: string; actingOrganisationId?: string }) => {
    const { id } = await client.call('threads.contribute', { threadId, clientId: randomUUID(), ...words })
    await as('moderator').call('threads.publish', { threadId, contributionId: id })
    return id
  }
  await write(people.speaker.client, { text: 'Nur für mich gesprochen.' })
  contributionId = await write(open.client, {
    text: 'Für unseren Verein gesprochen.',
    actingOrganisationId: organisationId,
  })
  const since = { organisationId, from: '2020-01-01' } as const
  const added = await call('organisations.addFunction', {
    ...since,
    userId: colleague.id,
    kind: 'other',
    words: facts['what a member does'].words,
  })
  await call('organisations.addFunction', { ...since, userId: gone.id, kind: 'treasurer' })
  await call('organisations.addFunction', { ...since, userId: people.speaker.id, kind: 'press' })
  await call('organisations.removeMember', { organisationId, userId: gone.id })
  await open.client.call('organisations.changeOwnMembership', { organisationId, shown: 'everyone' })
  const phone = { organisationId, kind: 'phone', purpose: 'general' } as const
  const contact = await colleague.client.call('organisations.consentContact', {
    ...phone,
    value: facts['a number for members'].words,
    audience: 'members',
  })
  await colleague.client.call('organisations.consentContact', {
    ...phone,
    purpose: 'press',
    value: facts['a number for everybody, of somebody who is not to be known'].words,
    audience: 'everyone',
  })
  await open.client.call('organisations.consentContact', {
    ...phone,
    value: facts['a number for people with an account'].words,
    audience: 'signed-in',
  })
  const invitation = await call('organisations.invite', {
    organisationId,
    email: facts['whom it invited'].words,
  })
  await call('organisations.changeHandover', {
    organisationId,
    note: facts['what its admin hands over'].words,
  })
  const paused = await call('needs.publish', {
    organisationId,
    category: 'rooms',
    title: facts['an entry that is paused'].words,
  })
  await call('needs.setState', { id: paused.id, state: 'paused' })
  const request = await call('matching.request', {
    organisationId,
    otherOrganisationId: app.world.organisations['sternwarte']!,
    message: facts['what it asked another'].words,
  })
  const claim = await claimant.client.call('organisations.claim', {
    organisationId,
    note: facts['why somebody asks to be let in'].words,
  })
  const evidence = await sendExtract(organisationId)

  // Another association of theirs: returned, known to the staff, and somebody wants access to it restored.
  const second = await call('organisations.create', {
    name: 'Verein Haselstrauch',
    municipality: '06531005',
    fields: ['culture'],
    languages: ['de'],
    meetingPlace: facts['where it meets, for people with an account'].words,
    contactPhone: facts['its number, for people with an account'].words,
    visibility: { meetingPlace: 'signed-in', contactPhone: 'signed-in' },
  })
  const returned = await sendExtract(second.id)
  const ofSecond = { organisationId: second.id }
  await as('centreStaff').call('organisations.returnEvidence', {
    ...ofSecond,
    evidenceId: returned,
    reason: 'unreadable',
    note: facts['why an extract was returned'].words,
  })
  const heir = await person('Erna Erbin')
  const restoration = await as('centreStaff').call('organisations.proposeRestoration', {
    ...ofSecond,
    email: heir.email,
    reason: facts['why access is to be restored'].words,
    evidence: facts['how the staff knows'].words,
  })
  const met = await founded({ name: 'Verein Mispelstrauch' })
  await as('platformAdmin').call('organisations.verifyKnown', {
    organisationId: met.organisationId,
    how: 'met',
    whom: facts['whom the staff met'].words,
  })

  const { id: agreed } = await call('matching.request', {
    organisationId,
    otherOrganisationId: met.organisationId,
    message: 'Wollen wir gemeinsam dörren?',
  })
  const { threadId: talk } = await met.admin.client.call('matching.answer', {
    requestId: agreed,
    answer: { decision: 'accept' },
  })
  await call('threads.contribute', {
    threadId: talk!,
    clientId: randomUUID(),
    text: facts['what it says to another among themselves'].words,
    actingOrganisationId: organisationId,
  })

  const hidden = await call('organisations.create', {
    name: facts['a profile that is hidden'].words,
    municipality: '06531005',
    fields: ['culture'],
    languages: ['de'],
    website: 'https://schlehe.example',
    selfDescription: facts['what is said in a profile that is hidden'].words,
  })
  await joins(hidden.id, admin.client, colleague)
  await app.app.organisations.hideProfile(hidden.id, 'f'.repeat(24))

  const empty = await founded({ name: 'Verein Quittenbaum' })
  await Organisations.updateOne({ _id: empty.organisationId }, { $set: { members: [] }, $inc: { rev: 1 } })
  await claimant.client.call('organisations.claim', {
    organisationId: empty.organisationId,
    note: facts['why somebody asks where nobody decides'].words,
  })

  await drafter.client.call('organisations.saveDraft', {
    entries: { name: facts['a draft'].words },
    step: 'work',
  })
  const table = await as('centreStaff').sendForm(
    '/administration/imports',
    formWith(
      `Name;Ort;Tätigkeitsfelder\n${facts['a row of a table that was sent in'].words};Gießen;Kultur`,
      'liste.csv',
    ),
  )
  expect(table.status).toBe(201)

  planted = [organisationId, second.id, met.organisationId, hidden.id, empty.organisationId]
  const named: Names = {
    userId: colleague.id,
    successorId: colleague.id,
    functionId: added.id,
    contactId: contact.id,
    invitationId: invitation.id,
    evidenceId: evidence,
    restorationId: restoration.id,
    importId: (table.body as { id: string }).id,
    claimId: claim.id,
    requestId: request.id,
    id: paused.id,
    listingId: paused.id,
    threadId,
    sessionId: app.world.sessions.live,
    roomId: app.world.rooms['professionalisierung']!,
    termId: 'satzung',
    intoId: app.world.organisations['olivenhain']!,
    otherOrganisationId: app.world.organisations['sternwarte']!,
    otherId: app.world.organisations['sternwarte']!,
    page: '1',
    // The picture that stands beside links to it.
    file: 'bild-de.png',
    token: 'a-token-that-nobody-was-ever-given',
    exportToken: 'a-token-that-nobody-was-ever-given',
    municipality: '06531005',
  }
  const about = (id: string, slug: string): Names => ({
    ...named,
    organisationId: id,
    slug,
    fromId: id,
    oneId: id,
    blockedId: id,
    actingOrganisationId: id,
  })
  subjects = [
    about(organisationId, organisation.slug),
    { ...about(second.id, second.slug), evidenceId: returned },
    // With what those two say to each other.
    { ...about(met.organisationId, met.organisation.slug), threadId: talk! },
    about(hidden.id, hidden.slug),
    about(empty.organisationId, empty.organisation.slug),
    // The association that was asked for something.
    about(app.world.organisations['sternwarte']!, 'professionalisierung'),
  ]
}

/** What stands in a picture no search of words finds: it is known by the fingerprint of its bytes. */
async function sendExtract(organisationId: string): Promise<string> {
  const { client } = people.admin
  const path = `/organisations/${organisationId}/evidence`
  const sent = await client.sendForm(path, formWith(pdf()))
  expect(sent.status, JSON.stringify(sent.body)).toBe(201)
  const { id } = (sent.body as Verification).evidence!
  const response = await fetch(`${app.url}/api${path}/${id}/1`, { headers: { Cookie: client.cookie } })
  facts['a picture of the register'].words ||= fingerprint(new Uint8Array(await response.arrayBuffer()))
  return id
}

beforeAll(async () => {
  const noted = noteRoutes()
  app = await startApp({ site: new URL('../../../client', import.meta.url).pathname, lines })
  routes = noted()
  for (const reader of outsiders) {
    const client = app.as(reader === 'visitor' ? undefined : reader)
    clients.set(reader, client)
    if (client.login) addresses.set(client.login.email, reader)
  }
  await plant()
  for (const reader of insiders) {
    clients.set(reader, people[reader].client)
    addresses.set(people[reader].email, reader)
  }
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const textOf = ({ body }: Said) => (typeof body === 'string' ? body : (JSON.stringify(body) ?? ''))

/** Which of the facts stand in what somebody was told, and where first. */
function foundIn(said: readonly Said[]): Partial<Record<FactName, string>> {
  const found: Partial<Record<FactName, string>> = {}
  for (const one of said) {
    const text = textOf(one)
    for (const name of factNames)
      if (found[name] === undefined && text.includes(facts[name].words)) found[name] = one.from
  }
  return found
}

/** The entries of the innermost lists, or the whole where there is none: what stands in one is said of one thing. */
function entriesOf(body: unknown): unknown[] {
  if (typeof body !== 'object' || body === null) return []
  const lists = Object.values(body).flatMap((part: unknown) => (Array.isArray(part) ? part : []))
  const inside = Object.values(body).flatMap((part) => entriesOf(part))
  return lists.some((one) => typeof one === 'object') || inside.length > 0 ? [...lists, ...inside] : [body]
}

/** Where it is said that somebody belongs to the association: both in one entry, or an answer about it that names them. */
function together(said: readonly Said[], { name, id }: { name: string; id: string }): string[] {
  const person = [name, id]
  const says = (text: string, words: readonly string[]) => words.some((word) => text.includes(word))
  return said.flatMap(({ from, about = {}, body }) => {
    const isAbout = [about['organisationId'], about['slug']].some((one) => ids.includes(one as string))
    const texts = entriesOf(body).map((entry) => JSON.stringify(entry) ?? '')
    const isSaid =
      (isAbout && says(JSON.stringify(body), person)) ||
      texts.some((text) => says(text, person) && says(text, [association, ...ids]))
    return isSaid ? from : []
  })
}

function expectNothing(reader: Reader, said: readonly Said[]) {
  const found = foundIn(said)
  const leaks = factNames.filter((name) => found[name] && !facts[name].seenBy.includes(reader))
  expect(
    leaks.map((name) => `${name}: ${found[name]}`),
    reader,
  ).toEqual([])
  if (!own.includes(reader)) expect(together(said, speaking), reader).toEqual([])
}

/** All that lies at addresses of its own: files, pages, what is sent to search engines and calendars. */
async function fetchAll(reader: Reader): Promise<Said[]> {
  const said: Said[] = []
  const paths = new Set(['/organisationen', '/'])
  for (const names of subjects)
    for (const { path } of routes.filter(({ method }) => method === 'get')) {
      const found = filled(path.replace('/{*any}', '/organisationen/:slug'), names)
      // What hangs below the API is asked for there, and beside it.
      if ('path' in found) paths.add(found.path).add(`/api${found.path}`)
    }
  for (const { slug } of subjects) paths.add(`/organisationen/${slug}/aushang`)
  for (const path of paths) said.push(await fetched(as(reader), path))
  return said
}

describe('the walk', () => {
  it('has a word for whatever an operation or an address names', () => {
    // What nothing private of an association hangs on is named by an id that exists nowhere.
    const elsewhere = (
      'affiliationId questionId contributionId aroundId translationId statementId caseId markId recordId itemId ' +
      'documentationId releaseId quoteId clientId apartId cooperationId introductionId deviceId feedbackId passkeyId'
    ).split(' ')
    const known = [...Object.keys(subjects[0]!), ...elsewhere]
    const fields = Object.values(allOperations).flatMap((one) => fieldsOf(one as never).filter(namesThings))
    expect([...new Set(fields)].filter((field) => !known.includes(field))).toEqual([])
    expect(routes.length).toBeGreaterThan(15)
    const missing = routes.flatMap(({ path }) => {
      const found = filled(path, subjects[0]!)
      return 'missing' in found ? found.missing : []
    })
    expect(missing).toEqual([])
  })

  it('finds each fact with those it is for, and with nobody else', async () => {
    const seen = new Map<FactName, Reader[]>(factNames.map((name) => [name, []]))
    for (const reader of all) {
      const said = [...(await readAll(as(reader), subjects)), ...(await fetchAll(reader))]
      expect(said.length).toBeGreaterThan(100)
      const found = foundIn(said)
      for (const name of factNames) if (found[name]) seen.get(name)!.push(reader)
      expectNothing(reader, said)
    }
    for (const reader of all)
      expect(together(await readAll(as(reader), subjects.slice(0, 1)), known), reader).toEqual(
        expect.arrayContaining(['organisations.listPeople', 'threads.contributions']),
      )
    expect(together(await readAll(as('colleague'), subjects), speaking)).toContain(
      'organisations.listMembers',
    )
    const expected = factNames.map((name) => [name, all.filter((one) => facts[name].seenBy.includes(one))])
    expect([...seen]).toEqual(expected)
  })

  it('finds nothing by words either that are not for whoever looks', async () => {
    // What is looked for may stand in the answer as it was asked; all else is as for a word that nobody said.
    const plain = (said: Said[], word: string) => {
      const asked = [word, encodeURIComponent(word), new URLSearchParams({ word }).toString().slice(5)]
      return said.map((one) => asked.reduce((text, form) => text.replaceAll(form, ''), textOf(one)))
    }
    const without = /"requestId":"[^"]*"/g
    const nothing = 'Xyloqwertz Vbnmjk'
    for (const reader of ['visitor', 'otherMember', ...staff] as const) {
      const compare = async (word: string) =>
        plain(await searchAll(as(reader), subjects[0]!, word), word).map((text) =>
          text.replaceAll(without, ''),
        )
      const missed = await compare(nothing)
      for (const name of factNames) {
        const { words, seenBy } = facts[name]
        if (seenBy.includes(reader)) continue
        // The longest of its words: shorter ones are said of other things as well.
        const [longest] = words.split(/\s+/).toSorted((one, other) => other.length - one.length)
        expect(await compare(longest!), `${name} for ${reader}`).toEqual(missed)
      }
    }
    // Whoever may see it does find it.
    const names = { ...subjects[0]! }
    expect(textOf({ from: '', body: await searchAll(as('visitor'), names, association) })).toContain(ids[1])
  })
})

describe('a push', () => {
  it('tells nobody what is not for them, whatever they have asked for; each kind of it was heard', async () => {
    const heard = new Map<Reader, Said[]>()
    const [threadId, roomId] = [app.world.threads.open, app.world.rooms['professionalisierung']!]
    const live = await session(app)
    for (const reader of all) {
      const told: Said[] = []
      heard.set(reader, told)
      ;(await as(reader).socket()).onAny((event: string, body: unknown) => told.push({ from: event, body }))
      // Their own answers, with all that is named.
      // Who belongs to the association would speak for it by that.
      if (outsiders.includes(reader as 'visitor'))
        for (const names of subjects) expectNothing(reader, await emitAll(as(reader), names))
      if (reader !== 'visitor') await as(reader).ask('rooms.enter', { roomId })
      await as(reader).ask('threads.follow', { threadId, afterRev: 0 })
      await as(reader).ask('live.follow', { sessionId: live })
    }
    const { admin, speaker: talking, colleague } = people
    const [organisationId] = ids as [string]
    await talking.client.call('accounts.change', { presence: true })
    await talking.client.ask('rooms.enter', { roomId })
    await talking.client.ask('threads.follow', { threadId, afterRev: 0 })
    await talking.client.ask('threads.typing', { threadId })
    await talking.client.ask('threads.contribute', { threadId, clientId: randomUUID(), text: 'Noch etwas.' })
    const { seq } = await as('moderator').call('threads.contribute', {
      threadId,
      clientId: randomUUID(),
      text: 'Danke, alle zusammen.',
    })
    await as('moderator').ask('threads.markRead', { threadId, seq: seq! })
    await talking.client.ask('live.raiseHand', { sessionId: live, clientId: randomUUID(), text: 'Ich auch.' })
    const { id: statementId } = await as('moderator').ask('live.state', {
      sessionId: live,
      clientId: randomUUID(),
      text: 'Wir brauchen Räume.',
    })
    await as('otherMember').ask('live.vote', { sessionId: live, statementId, value: 'agree' })
    await as('moderator').call('results.mark', { threadId, contributionId, kind: 'result' })
    await as('member').call('moderation.report', {
      threadId,
      contributionId,
      clientId: randomUUID(),
      rule: 'insult',
      sentence: 'Das gehört nicht hierher.',
    })
    await as('moderator').call('moderation.setMeasure', {
      roomId,
      measure: 'slow-mode',
      seconds: 60,
      rule: 'insult',
      reason: 'Kurz durchatmen.',
    })
    await as('platformAdmin').call('organisations.verifyKnown', {
      organisationId: planted[1]!,
      how: 'met',
      whom: facts['whom the staff met'].words,
    })
    // What the association keeps to itself moves, too.
    await admin.client.call('organisations.change', {
      organisationId,
      meetingPlace: facts['where it meets, for members'].words,
    })
    await admin.client.call('needs.publish', { organisationId, category: 'rooms', title: 'Raum für alle' })
    await admin.client.call('organisations.changeMember', {
      organisationId,
      userId: colleague.id,
      role: 'admin',
    })
    await admin.client.call('organisations.changeMember', {
      organisationId,
      userId: colleague.id,
      role: 'member',
    })
    await admin.client.call('organisations.changeHandover', {
      organisationId,
      note: facts['what its admin hands over'].words,
    })
    // Two that are in touch talk among themselves.
    const { id: requestId } = await admin.client.call('matching.request', {
      organisationId,
      otherOrganisationId: app.world.organisations['brunnenstube']!,
      message: 'Sollen wir uns einmal treffen?',
    })
    await as('orgAdmin').call('matching.answer', { requestId, answer: { decision: 'accept' } })
    await as('centreStaff').call('glossary.change', { termId: 'satzung', rev: 0, variants: ['Statut'] })
    // What the server says of itself comes when a connection begins and when the server goes, to everybody alike.
    const events = Object.keys(allEvents).filter((event) => !event.startsWith('server.'))
    const kinds = () => new Set([...heard.values()].flatMap((told) => told.map(({ from }) => from)))
    // Some are gathered for a second; what never comes ends in the time limit.
    await vi.waitFor(() => expect(events.filter((event) => !kinds().has(event))).toEqual([]), 30_000)
    for (const reader of all) {
      // What was sent before an answer has come before it.
      await as(reader).emit('thread.unfollow', { threadId })
      expectNothing(reader, heard.get(reader)!)
    }
    expect(heard.get('visitor')!.length).toBeGreaterThan(0)
  })
})

describe('whoever changes something', () => {
  it('is told nothing that is not for them, and harms nothing that is not theirs', async () => {
    const stored = async () =>
      JSON.stringify([
        await Organisations.find({ _id: trusted({ $in: planted }) })
          .sort({ _id: 1 })
          .lean(),
        await Claims.find({ _id: subjects[0]!['claimId']! }).lean(),
      ])
    const before = await stored()
    // Whoever blocks somebody reads their name: of people one meets, not of those who never said anything.
    const named = subjects.map((names) => ({ ...names, userId: people.speaker.id }))
    const answered = new Map<Reader, number>()
    for (const reader of outsiders.filter((one) => !staff.includes(one))) {
      const said = await changeAll(as(reader), named.slice(0, 5))
      answered.set(reader, said.length)
      expectNothing(reader, said)
      expect(await stored(), reader).toBe(before)
    }
    expect(Math.min(...answered.values())).toBeGreaterThan(150)
    // The staff may do a lot; what they are told stays the same.
    for (const reader of staff) expectNothing(reader, await changeAll(as(reader), named))
  })
})

describe('what leaves by another way', () => {
  it('mails tell nobody what is not for them', () => {
    expect(app.mails.length).toBeGreaterThan(5)
    for (const { to, ...mail } of app.mails) {
      const reader = addresses.get(to)
      const isInvited = to === facts['whom it invited'].words
      const found = Object.keys(foundIn([{ from: mail.subject, body: mail }])) as FactName[]
      const leaks = found.filter(
        (name) =>
          !(reader && facts[name].seenBy.includes(reader)) && !(isInvited && name === 'whom it invited'),
      )
      expect(leaks, `${to}: ${mail.subject}`).toEqual([])
    }
    // What an admin is asked to decide does reach them.
    expect(app.mails.some(({ to }) => to === people.admin.email)).toBe(true)
  })

  it('the log says nothing of people, and no fault of the store brings along what was stored', async () => {
    // After every operation there is has been tried by everybody, over both carriers, with good and bad input.
    const log = lines.join('')
    const accounts = await mongoose
      .model('User')
      .find({}, { name: 1, email: 1 })
      .lean<{ name: string; email: string }[]>()
    const sessions = await mongoose.model('Session').find({}, { token: 1 }).lean<{ token: string }[]>()
    const texts = await mongoose
      .model('Contribution')
      .find({ text: trusted({ $ne: '' }) }, { text: 1 })
      .lean<{ text: string }[]>()
    const tokens = app.mails.flatMap(({ text }) => text.match(/(?<=token=|\/)[\w.~-]{24,}/g) ?? [])
    expect(tokens.length).toBeGreaterThan(0)
    expect(texts.length).toBeGreaterThan(10)
    // It is read here, and not empty.
    expect(lines.length).toBeGreaterThan(0)
    const words = [
      ...factNames.map((name) => facts[name].words),
      ...addresses.keys(),
      ...[...clients.values()].map(({ cookie }) => cookie).filter(Boolean),
      ...[...clients.values()].flatMap(({ login }) => login?.password ?? []),
      ...accounts.flatMap(({ name, email }) => [name, email]),
      ...sessions.map(({ token }) => token),
      ...texts.map(({ text }) => text.slice(0, 40)),
      ...tokens,
      // Where somebody is.
      '127.0.0.1',
      '::1',
      speaker,
    ]
    expect(words.filter((word) => log.includes(word))).toEqual([])
  })
})
