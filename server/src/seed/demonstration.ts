import { randomUUID } from 'node:crypto'
import type { App } from '../app.ts'
import { hashPassword } from '../features/accounts/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Person } from '../platform/actor.ts'
import {
  emailOf,
  organisations,
  password,
  people,
  sessions,
  threads,
  verified,
  type SeedListing,
  type SeedSession,
  type SeedThread,
} from './world.ts'

export interface Login {
  email: string
  password: string
  userId: string
  organisationIds: string[]
}

/** Logins and ids of the demonstration world, for tools and tests. */
export interface Fixtures {
  roles: Record<string, Login>
  rooms: Record<string, string>
  threads: Record<NonNullable<SeedThread['key']>, string>
  sessions: Record<SeedSession['thread'], string>
  organisations: Record<string, string>
  need: string
  offer: string
  /** Of the whole meeting, once that is there. */
  documentation?: string
}

type World = Pick<
  App,
  'accounts' | 'organisations' | 'rooms' | 'threads' | 'live' | 'matching' | 'notifications'
>

const dayMs = 24 * 60 * 60 * 1000
const minuteMs = 60 * 1000
const stepMs = 47 * minuteMs

/** Fills an empty store through the same services that people use; does nothing where somebody is registered. */
export async function fillWithDemonstration(app: World, clock: Clock): Promise<Fixtures | undefined> {
  if (!(await app.accounts.isEmpty())) return undefined
  const today = clock.now().getTime()
  const at = (ms: number) => clock.setTo(new Date(ms))
  try {
    const actors = await createPeople(app, new Date(today - 400 * dayMs))
    const organisationIds = await createOrganisations(app, actors, (days) => at(today - days * dayMs))
    at(today - 60 * dayMs)
    const rooms = await createRooms(app, actors)
    const threadIds: Partial<Fixtures['threads']> = {}
    for (const thread of threads) {
      const id = await createThread({ app, actors, organisationIds, rooms }, thread, (index) =>
        at(today - thread.days * dayMs + index * stepMs),
      )
      if (thread.key) threadIds[thread.key] = id
    }
    at(today - 2 * dayMs)
    const listings = await createListings(app, actors, organisationIds)
    await createRequest(app, actors, organisationIds)
    const sessionIds: Partial<Fixtures['sessions']> = {}
    for (const session of sessions) {
      at(today - 70 * minuteMs)
      sessionIds[session.thread] = await createSession(
        { app, actors, organisationIds, rooms },
        session,
        threadIds[session.thread]!,
        new Date(today + session.inHours * 60 * minuteMs),
        (minutes) => at(today - minutes * minuteMs),
      )
    }
    const fixtures: Fixtures = {
      roles: logins(actors, organisationIds),
      rooms,
      threads: threadIds as Fixtures['threads'],
      sessions: sessionIds as Fixtures['sessions'],
      organisations: Object.fromEntries(organisationIds),
      ...listings,
    }
    // It is all long past: nobody is written to about it.
    await app.notifications.quieten()
    await app.accounts.markDemonstration(fixtures)
    return fixtures
  } finally {
    clock.setTo(null)
  }
}

type Actors = Map<string, Person>
type Ids = Map<string, string>

const must = <V>(map: ReadonlyMap<string, V>, key: string): V => {
  const value = map.get(key)
  if (value === undefined) throw new Error(`The demonstration has no ${key}`)
  return value
}

async function createPeople({ accounts }: World, since: Date): Promise<Actors> {
  const actors: Actors = new Map()
  const hash = await hashPassword(password) // one for all: it is printed in the README
  for (const { key, name, role = 'member', institution, locale } of people) {
    const id = await accounts.createConfirmed({
      name,
      email: emailOf(key),
      password: { hash },
      role,
      ...(locale && { locale }),
    })
    if (institution)
      await accounts.affiliations.affiliate(id, {
        institution: institution.name,
        kind: institution.kind,
        from: since,
      })
    actors.set(key, {
      id,
      role: institution ? 'institution' : role,
      name,
      institution: institution ?? null,
      sessionId: '',
    })
  }
  return actors
}

/** The first admin registers an organisation; colleagues are admitted. */
async function createOrganisations(
  { organisations: service }: World,
  actors: Actors,
  daysAgo: (days: number) => void,
) {
  const ids: Ids = new Map()
  for (const {
    key,
    joined,
    needs: _needs,
    offers: _offers,
    fields,
    languages,
    activities = [],
    ...draft
  } of organisations) {
    daysAgo(joined)
    const members = people.flatMap((person) =>
      (person.organisations ?? [])
        .filter((one) => one.key === key)
        .map(({ role }) => ({ person: person.key, role })),
    )
    const founder = members.find(({ role }) => role === 'admin')
    if (!founder) throw new Error(`${key} has no admin`)
    const { id } = await service.create(must(actors, founder.person), {
      ...draft,
      fields: [...fields],
      languages: [...languages],
      activities: [...activities],
    })
    for (const { person, role } of members) {
      if (person !== founder.person) await service.admit(id, must(actors, person).id, role)
    }
    if (verified.some((one) => one.key === key)) await service.verify(id)
    ids.set(key, id)
  }
  return ids
}

async function createRooms({ rooms }: World, actors: Actors): Promise<Record<string, string>> {
  const moderator = must(actors, 'moderator').id
  const other = must(actors, 'otherRoomModerator').id
  const professionalisierung = (await rooms.bySlug('professionalisierung'))!
  const dialog = (await rooms.bySlug('dialog'))!
  await rooms.appointModerator(professionalisierung, moderator)
  await rooms.appointModerator(dialog, other)
  const moderationsrunde = await rooms.create({
    slug: 'moderationsrunde',
    title: {
      de: 'Moderationsrunde',
      en: 'Moderators’ round',
      tr: 'Moderatörler odası',
      ar: 'حلقة المشرفين',
      uk: 'Коло модераторів',
    },
    description: {
      de: 'Ein geschlossener Raum für die, die moderieren.',
      en: 'A closed room for those who moderate.',
      tr: 'Moderasyonu yürütenler için kapalı bir oda.',
      ar: 'غرفة مغلقة لمن يتولون الإشراف.',
      uk: 'Закрита кімната для тих, хто модерує.',
    },
    visibility: 'closed',
    whoMayStartThread: 'all',
    moderators: [{ userId: moderator, languages: null }],
    invited: [other],
  })
  return { professionalisierung, dialog, moderationsrunde }
}

interface Built {
  app: World
  actors: Actors
  organisationIds: Ids
  rooms: Record<string, string>
}

async function createThread(
  { app, actors, organisationIds, rooms }: Built,
  { room, question, title, moderated, locked, contributions }: SeedThread,
  stepTo: (index: number) => void,
): Promise<string> {
  let threadId = ''
  const ids: string[] = []
  const moderator = must(actors, room === 'dialog' ? 'otherRoomModerator' : 'moderator')
  for (const [index, { by, for: acting, text, type, lang, replyTo }] of contributions.entries()) {
    stepTo(index)
    const draft = {
      clientId: randomUUID(),
      text,
      lang: lang ?? 'de',
      ...(type && { type }),
      ...(acting && { actingOrganisationId: must(organisationIds, acting) }),
      ...(replyTo !== undefined && { replyTo: ids[replyTo]! }),
    }
    if (index === 0) {
      const started = await app.threads.start(must(actors, by), {
        ...draft,
        roomId: rooms[room]!,
        title,
        ...(question && { questionId: question }),
      })
      threadId = started.thread.id
      ids.push(started.contribution.id)
      if (moderated) await app.threads.setModerated(threadId, true)
      continue
    }
    const written = await app.threads.contribute(must(actors, by), { ...draft, threadId })
    ids.push(written.id)
    if (written.state === 'held')
      await app.threads.publish(moderator, { threadId, contributionId: written.id })
  }
  if (locked) await app.threads.lock(moderator, { threadId, rule: 'off-topic', reason: locked })
  return threadId
}

/** A session that is planned; one that runs has hands, questions and a statement, and somebody was called. */
async function createSession(
  { app: { live }, actors, organisationIds }: Built,
  { thread: _thread, by, inHours: _inHours, running, agenda, ...plan }: SeedSession,
  threadId: string,
  startsAt: Date,
  minutesAgo: (minutes: number) => void,
): Promise<string> {
  const moderator = must(actors, by)
  const acting = (organisation: string | undefined) =>
    organisation === undefined ? {} : { actingOrganisationId: must(organisationIds, organisation) }
  const { id: sessionId } = await live.plan(moderator, {
    ...plan,
    threadId,
    clientId: randomUUID(),
    startsAt: startsAt.toISOString(),
    meetingUrl: null,
    agenda: [...agenda],
    guestsMayAsk: true,
    questionsNeedApproval: false,
  })
  if (!running) return sessionId
  await live.move(moderator, { sessionId, from: 'planned', to: 'ready' })
  for (const { by: asker, for: organisation, text, supportedBy } of running.questions) {
    const asked = { sessionId, clientId: randomUUID(), text, ...acting(organisation) }
    const { id: questionId } = await live.ask(must(actors, asker), asked)
    for (const supporter of supportedBy)
      await live.support(must(actors, supporter), { sessionId, questionId, on: true })
  }
  minutesAgo(20)
  await live.move(moderator, { sessionId, from: 'ready', to: 'running' })
  for (const { by: speaker, for: organisation, text } of running.hands)
    await live.raiseHand(must(actors, speaker), {
      sessionId,
      clientId: randomUUID(),
      ...acting(organisation),
      ...(text !== undefined && { text }),
    })
  for (const { name, for: organisation } of running.entered)
    await live.enterHand(moderator, {
      sessionId,
      clientId: randomUUID(),
      name,
      organisationId: must(organisationIds, organisation),
    })
  const { turn } = await live.call(moderator, { sessionId, afterTurn: 0 })
  await live.turn(moderator, { sessionId, turn, act: 'start' })
  const { text, votes } = running.statement
  const { id: statementId } = await live.state(moderator, { sessionId, clientId: randomUUID(), text })
  for (const { by: voter, for: organisation, value } of votes)
    await live.vote(must(actors, voter), { sessionId, statementId, value, ...acting(organisation) })
  minutesAgo(18)
  // Called, and not speaking yet: its clock stands until somebody starts it.
  await live.call(moderator, { sessionId, afterTurn: turn })
  return sessionId
}

async function createListings({ matching }: World, actors: Actors, organisationIds: Ids) {
  const first: { need?: string; offer?: string } = {}
  for (const { key, needs = [], offers = [] } of organisations) {
    const admin = adminOf(actors, key)
    const publish = async (kind: 'need' | 'offer', listing: SeedListing) => {
      const { id } = await matching.publish(admin, kind, {
        organisationId: must(organisationIds, key),
        ...listing,
      })
      first[kind] ??= id
    }
    for (const need of needs) await publish('need', need)
    for (const offer of offers) await publish('offer', offer)
  }
  return { need: first.need!, offer: first.offer! }
}

/** One request waits for an answer, so that “Heute” has something to show. */
async function createRequest({ matching }: World, actors: Actors, organisationIds: Ids) {
  await matching.request(adminOf(actors, 'sternwarte'), {
    organisationId: must(organisationIds, 'sternwarte'),
    otherOrganisationId: must(organisationIds, 'brunnenstube'),
    message:
      'Guten Tag, wir suchen ab Januar einen Raum für unseren Chor, mittwochs ab 18 Uhr. Ist Ihr Gruppenraum dann noch frei?',
  })
}

const adminOf = (actors: Actors, organisation: string): Person => {
  const admin = people.find((person) =>
    person.organisations?.some(({ key, role }) => key === organisation && role === 'admin'),
  )
  return must(actors, admin?.key ?? organisation)
}

const logins = (actors: Actors, organisationIds: Ids): Record<string, Login> =>
  Object.fromEntries(
    people.map(({ key, organisations: memberships = [] }) => [
      key,
      {
        email: emailOf(key),
        password,
        userId: must(actors, key).id,
        organisationIds: memberships.map((membership) => must(organisationIds, membership.key)),
      },
    ]),
  )
