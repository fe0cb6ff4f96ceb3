import { workshopResults, workshops, type WorkshopResult } from '@augenhoehe/reference-data/topics'
import { randomUUID } from 'node:crypto'
import type { App } from '../app.ts'
import type { Person } from '../platform/actor.ts'
import type { Clock } from '../platform/clock.ts'
import type { Fixtures } from './demonstration.ts'
import { meeting, workshopsHeld, type SeedVoice, type SeedWorkshop } from './meeting-words.ts'
import { addRelease } from './release.ts'
import { people } from './world.ts'

const dayMs = 24 * 60 * 60 * 1000
const minuteMs = 60 * 1000
const daysAgo = 75

/** Said by nearly everybody: the one who sees it otherwise keeps it from being consent. */
const votes = ['agree', 'agree', 'agree', 'agree', 'disagree'] as const

type World = Pick<App, 'accounts' | 'threads' | 'live' | 'results'>

interface Place {
  app: World
  fixtures: Fixtures
  at: (minutes: number) => void
}

/** One of the demonstration, by its key. */
export const personIn = ({ roles }: Fixtures, key: string): Person => {
  const { name, role = 'member' } = people.find((one) => one.key === key)!
  return { id: roles[key]!.userId, role, name, institution: null, sessionId: '' }
}

const asOrganisation = ({ fixtures }: Place, voice: Pick<SeedVoice, 'for'>) => ({
  actingOrganisationId: fixtures.organisations[voice.for]!,
})

/**
 * A meeting with four workshops as in the record of 2018: two on the first topic at the same time, one on the second,
 * one that was cancelled. Its records, its documentation and a press release are published. Resolves to the documentation's id.
 */
export async function addMeeting(app: World, clock: Clock, fixtures: Fixtures): Promise<string> {
  // At ten in the morning.
  const begin = new Date(clock.now().getTime() - daysAgo * dayMs).setUTCHours(8, 0, 0, 0)
  const place: Place = { app, fixtures, at: (minutes) => clock.setTo(new Date(begin + minutes * minuteMs)) }
  try {
    place.at(-dayMs / minuteMs)
    const planned = []
    for (const workshop of workshopsHeld) planned.push({ workshop, ...(await plan(place, workshop, begin)) })
    const cancelled = await cancel(place, planned.at(-1)!.threadId, begin)

    place.at(0)
    for (const { workshop, sessionId } of planned) {
      const moderator = personIn(fixtures, workshop.moderator)
      await app.live.move(moderator, { sessionId, from: 'planned', to: 'ready' })
      await app.live.move(moderator, { sessionId, from: 'ready', to: 'running' })
    }
    const recordIds: string[] = []
    for (const one of planned) recordIds.push(await hold(place, one))
    place.at((8 * dayMs) / minuteMs)
    for (const [index, { workshop }] of planned.entries()) {
      const moderator = personIn(fixtures, workshop.moderator)
      const recordId = recordIds[index]!
      const { rev } = await app.results.get(moderator, recordId)
      await app.results.records.publish(moderator, { recordId, rev })
    }
    const documentation = await document(place, planned, cancelled, new Date(begin))
    place.at((9 * dayMs) / minuteMs)
    const personBy = (key: string) => personIn(fixtures, key)
    await addRelease({ press: app.results.press, staff: personBy('centreStaff'), personBy }, documentation)
    await app.accounts.markDemonstration({ ...fixtures, documentation })
    return documentation
  } finally {
    clock.setTo(null)
  }
}

const topicOf = (workshop: SeedWorkshop) => workshops.find(({ number }) => number === workshop.number)!.topic

async function plan(place: Place, workshop: SeedWorkshop, begin: number) {
  const { app, fixtures } = place
  const moderator = personIn(fixtures, workshop.moderator)
  const { thread } = await app.threads.start(moderator, {
    roomId: fixtures.rooms[workshop.room]!,
    clientId: randomUUID(),
    title: workshop.title,
    text: workshop.welcome,
    lang: 'de',
  })
  const { id: sessionId } = await app.live.plan(moderator, {
    threadId: thread.id,
    clientId: randomUUID(),
    ...planOf(workshop.title, topicOf(workshop), begin),
  })
  return { threadId: thread.id, sessionId }
}

const questionOrder = { professionalisation: 'q-prof', 'dialogue-partner': 'q-dial' } as Record<
  string,
  string
>

const planOf = (title: string, topic: string, begin: number) => ({
  title,
  startsAt: new Date(begin).toISOString(),
  place: meeting.place,
  meetingUrl: null,
  topic,
  rule: 'first-time' as const,
  turnSeconds: 120,
  agenda: [1, 2, 3].map((n) => ({ questionId: `${questionOrder[topic]}-${n}`, minutes: 30 })),
  guestsMayAsk: false,
  questionsNeedApproval: false,
})

/** The one that did not take place, with its reason. */
async function cancel({ app, fixtures }: Place, threadId: string, begin: number) {
  const { number, topic, reason } = workshops.find(({ held }) => !held)!
  const moderator = personIn(fixtures, 'otherRoomModerator')
  const title = `Workshop ${number}: Dialog mit Politik und Verwaltung`
  const { id: sessionId } = await app.live.plan(moderator, {
    threadId,
    clientId: randomUUID(),
    ...planOf(title, topic, begin),
  })
  await app.live.move(moderator, { sessionId, from: 'planned', to: 'cancelled', reason: reason!['de'] })
  return { title, sessionId }
}

/** What is said, voted on and written down in one workshop, and what the associations answer. */
async function hold(
  place: Place,
  { workshop, sessionId, threadId }: { workshop: SeedWorkshop; sessionId: string; threadId: string },
): Promise<string> {
  const { app, fixtures, at } = place
  const moderator = personIn(fixtures, workshop.moderator)
  const said: (SeedVoice & { id: string })[] = []
  for (const [index, voice] of workshop.voices.entries()) {
    at(10 + index * 7)
    const { id } = await app.threads.contribute(personIn(fixtures, voice.by), {
      threadId,
      clientId: randomUUID(),
      text: voice.text,
      lang: 'de',
      ...asOrganisation(place, voice),
    })
    said.push({ ...voice, id })
  }
  const found = resultsOf(workshop)
  for (const result of found.filter(({ spread }) => spread === 'almost-all')) {
    const text = result.labels['de']
    const statement = await app.live.state(moderator, { sessionId, clientId: randomUUID(), text })
    for (const [index, value] of votes.entries()) {
      const voice = workshop.voices[index]!
      const vote = { sessionId, statementId: statement.id, value, ...asOrganisation(place, voice) }
      await app.live.vote(personIn(fixtures, voice.by), vote)
    }
  }
  at(90)
  await app.live.move(moderator, { sessionId, from: 'running', to: 'wrapping-up' })
  const { id: recordId } = await app.results.records.draft(moderator, sessionId)
  await write(place, moderator, recordId, found, said)
  const { rev } = await app.results.get(moderator, recordId)
  const review = await app.results.records.openReview(moderator, { recordId, rev, days: 7 })
  for (const { by, for: association, ...answer } of meeting.confirmations) {
    const organisationId = fixtures.organisations[association]!
    if (!review.participants.some((one) => one.organisationId === organisationId)) continue
    // Another view is held of one record only.
    const isOwn = answer.value === 'confirm' || answer.workshop === workshop.number
    await app.results.records.confirm(personIn(fixtures, by), {
      recordId,
      organisationId,
      value: isOwn ? answer.value : 'confirm',
      itemId: null,
      text: isOwn ? answer.text : null,
    })
  }
  return recordId
}

/** What the record of 2018 says on the topic; of two workshops on one each has what its voices speak of. */
const resultsOf = (workshop: SeedWorkshop): WorkshopResult[] =>
  workshopResults(topicOf(workshop)).filter((result) => voicesFor(workshop.voices, result).length > 0)

function voicesFor<V extends SeedVoice>(voices: readonly V[], { id, theme, spread }: WorkshopResult): V[] {
  const own = voices.filter(({ themes }) => themes.includes(id))
  const speaking = own.length > 0 ? own : voices.filter(({ themes }) => themes.includes(theme))
  return spread === 'single-voice' ? speaking.slice(0, 1) : speaking
}

/** What the topic is, and who one works with already. */
const first = ['prof-infra', 'prof-people', 'dial-range', 'dial-parties']
/** The guiding question a finding answers: what something is, what it changes, what it takes. */
const questionFor = ({ id, topic, kind }: WorkshopResult) =>
  `${questionOrder[topic]}-${kind !== 'finding' ? 3 : first.includes(id) ? 1 : 2}`

async function write(
  { app, fixtures }: Place,
  moderator: Person,
  recordId: string,
  found: readonly WorkshopResult[],
  said: readonly (SeedVoice & { id: string })[],
) {
  const { records } = app.results
  const { items: voted } = await app.results.get(moderator, recordId)
  for (const result of found) {
    const { kind, spread = null, openQuestion } = result
    const text = result.labels['de']
    const words = {
      questionId: questionFor(result),
      kind,
      text,
      spread,
      spreadNote: null,
      sources: voicesFor(said, result).map(({ id }) => id),
      supplement: false,
      owner: null,
      due: null,
    }
    const before = voted.find((item) => item.text === text)
    if (before)
      await records.changeItem(moderator, { recordId, itemId: before.id, rev: before.rev, ...words })
    else await records.addItem(moderator, { recordId, clientId: randomUUID(), ...words })
    if (!openQuestion) continue
    await records.addItem(moderator, {
      recordId,
      clientId: randomUUID(),
      ...words,
      kind: 'open-question',
      text: `${text}: ${openQuestion['de']}`,
      spread: null,
      owner: {
        organisationId: fixtures.organisations['feder']!,
        words: 'Feder & Faden Wetzlar e. V.',
      },
    })
  }
}

async function document(
  { app, fixtures }: Place,
  planned: readonly { workshop: SeedWorkshop; sessionId: string }[],
  cancelled: { title: string; sessionId: string },
  date: Date,
): Promise<string> {
  const staff = personIn(fixtures, 'centreStaff')
  const sessions = [
    ...planned.map(({ workshop, sessionId }) => ({ title: workshop.title, sessionId })),
    cancelled,
  ].toSorted((a, b) => a.title.localeCompare(b.title, 'de'))
  const general = workshopResults('general').map(({ labels }) => `– ${labels['de']}`)
  const { id: documentationId, rev } = await app.results.documentations.create(staff, {
    clientId: randomUUID(),
    title: meeting.title,
    date: date.toISOString().slice(0, 10),
    place: meeting.place,
    parts: [
      { kind: 'text', role: 'greeting', title: 'Begrüßung', text: meeting.greeting },
      { kind: 'text', role: 'talk', ...meeting.talk },
      ...sessions.map((session) => ({ kind: 'session' as const, ...session, reason: null })),
      {
        kind: 'text',
        role: 'conclusion',
        title: 'Fazit',
        text: [meeting.conclusion, ...general].join('\n'),
      },
    ],
  })
  await app.results.documentations.publish(staff, { documentationId, rev })
  return documentationId
}
