import type { Input, AllOperations, ResultRecord } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { everybody, startApp, type TestApp } from '../../testing/app.ts'
import { session as held } from '../../testing/sessions.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const questionId = async () =>
  (await app.as().call('rooms.get', { slug: 'professionalisierung' })).questions[0]!.id

/** A session that runs in a thread of its own. */
async function session(room = 'professionalisierung', starter = 'moderator') {
  const roomId = app.world.rooms[room]!
  const { thread } = await app.as(starter).call('threads.start', {
    roomId,
    title: `Werkstatt ${randomUUID().slice(0, 8)}`,
    clientId: randomUUID(),
    text: 'Willkommen.',
  })
  const agenda =
    room === 'professionalisierung'
      ? [
          { questionId: await questionId(), minutes: 20 },
          { title: 'Wie weiter?', minutes: 10 },
        ]
      : [{ title: 'Wie weiter?', minutes: 10 }]
  const sessionId = await held(app, 'running', { threadId: thread.id, agenda, place: 'Gießen' })
  return { sessionId, threadId: thread.id }
}
const wrapUp = (sessionId: string) =>
  app.as('moderator').call('live.move', { sessionId, from: 'running', to: 'wrapping-up' })

const orgs = () => app.world.organisations
const organisationOf: Record<string, () => string> = {
  member: () => orgs()['brunnenstube']!,
  otherMember: () => orgs()['fluesse']!,
  moderator: () => orgs()['sternwarte']!,
}

async function said(
  threadId: string,
  role: string,
  text: string,
  more: Partial<Input<AllOperations['threads.contribute']>> = {},
) {
  const { id } = await app.as(role).call('threads.contribute', {
    threadId,
    clientId: randomUUID(),
    text,
    actingOrganisationId: organisationOf[role]!(),
    ...more,
  })
  return id
}

const item = (more: Partial<Input<AllOperations['results.addItem']>> = {}) => ({
  clientId: randomUUID(),
  questionId: null,
  kind: 'finding' as const,
  text: 'Wir brauchen Räume.',
  spread: null,
  spreadNote: null,
  sources: [],
  supplement: true,
  owner: null,
  due: null,
  ...more,
})
/** A change names no request. */
function without(whole: ReturnType<typeof item>) {
  const { clientId: _, ...words } = whole
  return words
}
const add = (recordId: string, more: Parameters<typeof item>[0] = {}, role = 'moderator') =>
  app.as(role).call('results.addItem', { recordId, ...item(more) })
const draft = (sessionId: string, role = 'moderator') => app.as(role).call('results.draft', { sessionId })
const get = (recordId: string, role?: string, version?: number) =>
  app.as(role).call('results.get', { recordId, ...(version && { version: String(version) }) })

/** A session that two associations spoke in, with its draft. */
async function drafted() {
  const where = await session()
  const first = await said(where.threadId, 'member', 'Uns fehlen Räume am Wochenende.', {
    type: 'need',
    questionId: await questionId(),
  })
  const second = await said(where.threadId, 'otherMember', 'Wir teilen unsere Küche.')
  await app
    .as('moderator')
    .call('results.mark', { threadId: where.threadId, contributionId: first, kind: 'result' })
  return { ...where, first, second, record: await draft(where.sessionId) }
}
async function reviewed() {
  const made = await drafted()
  const { id: recordId, rev } = made.record
  await wrapUp(made.sessionId)
  const record = await app.as('moderator').call('results.openReview', { recordId, rev })
  return { ...made, record }
}
const answer = (
  record: Pick<ResultRecord, 'id'>,
  role: string,
  value: 'confirm' | 'comment' | 'dissent',
  text: string | null = null,
) => ({ recordId: record.id, organisationId: organisationOf[role]!(), value, itemId: null, text })
const publish = async (recordId: string, reason?: string) => {
  const { rev } = await get(recordId, 'moderator')
  return app.as('moderator').call('results.publish', { recordId, rev, ...(reason && { reason }) })
}

/** Somebody who has a page open: resolves once they are told to ask for this record again. */
async function listening(role: string, recordId: string): Promise<() => Promise<void>> {
  const socket = await app.as(role).socket()
  const told = new Promise<void>((resolve) =>
    socket.on('results.changed', (news: { recordId: string | null }) => {
      if (news.recordId === recordId) resolve()
    }),
  )
  return () => told
}

describe('a draft', () => {
  it('begins with what was marked, and cites it', async () => {
    const { record, first, threadId } = await drafted()
    expect(record).toMatchObject({
      state: 'draft',
      version: 1,
      published: [],
      mayEdit: true,
      place: 'Gießen',
    })
    expect(record.questions).toHaveLength(2)
    expect(record.items).toHaveLength(1)
    expect(record.items[0]).toMatchObject({
      kind: 'need',
      questionId: await questionId(),
      text: 'Uns fehlen Räume am Wochenende.',
      spread: 'single-voice',
      suggestedSpread: 'single-voice',
      supplement: false,
      sources: [{ contributionId: first, state: 'readable', by: 'Brunnenstube Gießen' }],
    })
    expect(record.participants.map(({ name }) => name)).toEqual([
      'Brunnenstube Gießen',
      'Drei Flüsse Hanau e. V.',
    ])
    const { marks } = await app
      .as()
      .call('results.marks', { threadId })
      .catch(() => ({ marks: [] }))
    expect(marks).toEqual([])
    const { marks: seen } = await app.as('otherMember').call('results.marks', { threadId })
    expect(seen).toMatchObject([{ contributionId: first, state: 'done', link: `/ergebnisse/${record.id}` }])
  })

  it('begun by two at once is one, and takes in later what was marked since', async () => {
    const { sessionId, threadId, second, record } = await drafted()
    const both = await Promise.all([draft(sessionId), draft(sessionId)])
    expect(both.map(({ id, items }) => [id, items.length])).toEqual([
      [record.id, 1],
      [record.id, 1],
    ])
    await app.as('moderator').call('results.mark', { threadId, contributionId: second, kind: 'result' })
    expect((await draft(sessionId)).items).toHaveLength(2)
  })

  it('does not bring back what was taken out', async () => {
    const { sessionId, record } = await drafted()
    const itemId = record.items[0]!.id
    await app.as('moderator').call('results.removeItem', { recordId: record.id, itemId })
    expect((await draft(sessionId)).items).toEqual([])
  })

  it('takes in votes and questions that nobody answered', async () => {
    const { sessionId } = await session()
    const statement = await app
      .as('moderator')
      .ask('live.state', { sessionId, clientId: randomUUID(), text: 'Räume fehlen fast überall.' })
    for (const role of ['member', 'otherMember'])
      await app.as(role).ask('live.vote', {
        sessionId,
        statementId: statement.id,
        value: 'agree',
        actingOrganisationId: organisationOf[role]!(),
      })
    await app
      .as('member')
      .ask('live.ask', { sessionId, clientId: randomUUID(), text: 'Kostenlos oder nur vergünstigt?' })
    const { items } = await draft(sessionId)
    expect(items).toMatchObject([
      {
        text: 'Räume fehlen fast überall.',
        spread: 'consensus',
        origin: { kind: 'vote', agree: 2, disagree: 0, unsure: 0, organisations: 2 },
        supplement: false,
      },
      { kind: 'open-question', text: 'Kostenlos oder nur vergünstigt?', origin: { kind: 'wall' } },
    ])
  })

  it('follows votes that still come in, but for what a moderator has changed', async () => {
    const { sessionId } = await session()
    const state = (text: string) =>
      app.as('moderator').ask('live.state', { sessionId, clientId: randomUUID(), text })
    const [left, changed] = [await state('Räume fehlen.'), await state('Anträge sind zu lang.')]
    const vote = async (role: string, value: 'agree' | 'disagree') => {
      for (const statementId of [left.id, changed.id])
        await app.as(role).ask('live.vote', {
          sessionId,
          statementId,
          value,
          actingOrganisationId: organisationOf[role]!(),
        })
    }
    await vote('member', 'agree')
    const record = await draft(sessionId)
    const second = record.items.find(({ text }) => text === 'Anträge sind zu lang.')!
    await app.as('moderator').call('results.changeItem', {
      recordId: record.id,
      itemId: second.id,
      rev: second.rev,
      ...without(item({ text: 'Anträge sind viel zu lang.', spread: second.spread, supplement: false })),
    })
    await wrapUp(sessionId)
    const told = await listening('moderator', record.id)
    await vote('otherMember', 'agree')
    await told()
    const standing = async () =>
      (await get(record.id, 'moderator')).items.map(({ spread, suggestedSpread, origin, rev }) => [
        spread,
        suggestedSpread,
        origin?.kind === 'vote' ? [origin.agree, origin.disagree, origin.organisations] : null,
        rev,
      ])
    await vi.waitFor(
      async () =>
        expect(await standing()).toEqual([
          ['consensus', 'consensus', [2, 0, 2], 1],
          ['single-voice', 'consensus', [2, 0, 2], 2],
        ]),
      20_000,
    )
    // What associations are asked about does not change under them.
    await vote('moderator', 'disagree')
    const { rev } = await get(record.id, 'moderator')
    await app.as('moderator').call('results.openReview', { recordId: record.id, rev })
    const asked = await standing()
    expect(asked.map(([spread, , counts]) => [spread, counts])).toEqual([
      ['several', [2, 1, 2]],
      ['single-voice', [2, 1, 2]],
    ])
    await vote('moderator', 'agree')
    await app.app.results.records.votesChanged(sessionId)
    expect(await standing()).toEqual(asked)
  })

  it('is for whoever runs the session', async () => {
    const { record, sessionId } = await drafted()
    const sees: string[] = []
    for (const role of everybody) {
      const { status, body } = await app.as(role).send('results.get', { recordId: record.id })
      if (status === 200) sees.push(role)
      else expect(body, role).toMatchObject({ code: 'not-found' })
      if (status !== 200)
        expect((await app.as(role).refusal('results.draft', { sessionId })).code).toBe('action.forbidden')
    }
    expect(sees).toEqual(['moderator', 'centreStaff'])
    expect((await app.as().refusal('results.get', { recordId: record.id })).code).toBe('not-found')
    expect((await app.as('member').refusal('results.addItem', { recordId: record.id, ...item() })).code).toBe(
      'not-found',
    )
  })

  it('does not begin before the session', async () => {
    const { threadId } = await session()
    const sessionId = await held(app, 'planned', { threadId })
    expect((await app.as('moderator').refusal('results.draft', { sessionId })).code).toBe('live.ended')
  })
})

describe('what was said aloud', () => {
  it('is cited as its speaker’s, not as that of whoever noted it down', async () => {
    const { sessionId, threadId } = await session()
    const note = (oral: { organisationId?: string; name?: string }, text: string) =>
      app.as('moderator').call('threads.contribute', { threadId, clientId: randomUUID(), text, oral })
    const spoken = [
      await note({ organisationId: orgs()['wabe']!, name: 'Frau Kaya' }, 'Wir haben noch Platz.'),
      await note({ name: 'Herr Ndiaye' }, 'Ich spreche nur für mich.'),
    ]
    for (const { id } of spoken)
      await app.as('moderator').call('results.mark', { threadId, contributionId: id, kind: 'result' })
    const record = await draft(sessionId)
    expect(record.items.map(({ sources }) => sources[0]!.by)).toEqual(['Wabe Offenbach', 'Herr Ndiaye'])
    expect(record.participants.map(({ name }) => name)).toEqual(['Wabe Offenbach'])
    expect(record.others).toBe(1)
  })
})

describe('items', () => {
  it('rest on sources of the thread, or say that they do not', async () => {
    const { record, first } = await drafted()
    const elsewhere = await said(app.world.threads.open, 'member', 'Anderswo.')
    const refused = (more: Parameters<typeof item>[0]) =>
      app.as('moderator').refusal('results.addItem', { recordId: record.id, ...item(more) })
    expect(await refused({ supplement: false })).toMatchObject({ code: 'request.invalid' })
    expect(await refused({ sources: [first] })).toMatchObject({ code: 'request.invalid' })
    expect(await refused({ sources: [elsewhere], supplement: false })).toMatchObject({ code: 'not-found' })
    expect(await refused({ questionId: 'no-such-question' })).toMatchObject({ code: 'request.invalid' })
    expect(await refused({ owner: { organisationId: null, words: 'Vorstand' } })).toMatchObject({
      code: 'request.invalid',
    })
  })

  it('say why they differ from what the data suggest', async () => {
    const { record, first, second } = await drafted()
    const several = { sources: [first, second], supplement: false, spread: 'almost-all' as const }
    const refused = await app
      .as('moderator')
      .refusal('results.addItem', { recordId: record.id, ...item(several) })
    expect(refused.fields).toHaveProperty('spreadNote')
    const added = await add(record.id, { ...several, spreadNote: 'Im Saal nickten alle.' })
    expect(added).toMatchObject({ spread: 'almost-all', suggestedSpread: 'several' })
  })

  it('added again with the same id are one', async () => {
    const { record } = await drafted()
    const words = { recordId: record.id, ...item() }
    const [a, b] = await Promise.all([
      app.as('moderator').call('results.addItem', words),
      app.as('moderator').call('results.addItem', words),
    ])
    expect(b).toEqual(a)
    const other = await app.as('moderator').refusal('results.addItem', { ...words, text: 'Anderes' })
    expect(other.code).toBe('conflict')
  })

  it('of two who write at once both stay; of two on the same one the second is told', async () => {
    const { record } = await drafted()
    const [one, two] = [await add(record.id), await add(record.id)]
    const change = (itemId: string, rev: number, text: string, role: string) => {
      const { clientId: _, ...words } = item({ text })
      return app.as(role).send('results.changeItem', { recordId: record.id, itemId, rev, ...words })
    }
    const apart = await Promise.all([
      change(one.id, one.rev, 'Von der Moderation', 'moderator'),
      change(two.id, two.rev, 'Von der Geschäftsstelle', 'centreStaff'),
    ])
    expect(apart.map(({ status }) => status)).toEqual([200, 200])
    const same = await Promise.all([
      change(one.id, 2, 'Die erste Fassung', 'moderator'),
      change(one.id, 2, 'Die zweite Fassung', 'centreStaff'),
    ])
    expect(same.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const { items } = await get(record.id, 'moderator')
    const kept = items.find(({ id }) => id === one.id)!
    expect(same.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'conflict',
      fields: { text: [kept.text], rev: ['3'] },
    })
    expect(items.find(({ id }) => id === two.id)).toMatchObject({ text: 'Von der Geschäftsstelle' })
    // The same once more is no conflict: somebody's answer was lost.
    expect((await change(one.id, 2, kept.text, 'moderator')).status).toBe(200)
  })

  it('change places within their question', async () => {
    const { record } = await drafted()
    const made = [await add(record.id), await add(record.id), await add(record.id)]
    const [a, b, c] = made.map(({ id }) => id) as [string, string, string]
    const order = async () =>
      (await get(record.id, 'moderator')).items.filter(({ questionId: q }) => q === null).map(({ id }) => id)
    const move = (itemId: string, before: string | null) =>
      app.as('moderator').call('results.moveItem', { recordId: record.id, itemId, before })
    await move(c, a)
    expect(await order()).toEqual([c, a, b])
    await move(c, null)
    expect(await order()).toEqual([a, b, c])
    const elsewhere = { recordId: record.id, itemId: a, before: record.items[0]!.id }
    expect((await app.as('moderator').refusal('results.moveItem', elsewhere)).code).toBe('not-found')
  })

  it('leave a stub where a source was taken away', async () => {
    const { record, first, threadId } = await drafted()
    await app.as('member').call('threads.withdraw', { threadId, contributionId: first })
    const { items } = await get(record.id, 'moderator')
    expect(items[0]!.sources).toMatchObject([
      { contributionId: first, state: 'removed', by: null, excerpt: '' },
    ])
  })

  it('say to whoever works on the draft that a source was taken back, and to nobody else', async () => {
    const { record, first, second, threadId } = await reviewed()
    await app.as('moderator').call('results.changeItem', {
      recordId: record.id,
      itemId: record.items[0]!.id,
      ...without(item({ text: record.items[0]!.text, sources: [first, second], supplement: false })),
      spread: 'several',
      rev: record.items[0]!.rev,
    })
    await app.as('member').call('threads.withdraw', { threadId, contributionId: first })
    await app.as('moderator').call('threads.hide', {
      threadId,
      contributionId: second,
      rule: 'off-topic',
      reason: 'Gehört nicht hierher.',
    })
    const marked = async (role?: string) =>
      (await get(record.id, role)).items[0]!.sources.map(({ withdrawn }) => withdrawn ?? false)
    expect(await marked('moderator')).toEqual([true, false])
    for (const role of [undefined, 'member', 'otherMember', 'municipalContact'])
      expect(await marked(role), role ?? 'visitor').toEqual([false, false])
    // What is published stays as it was; there is nothing to decide any more.
    await publish(record.id, 'Alle haben geantwortet.')
    expect(await marked('moderator')).toEqual([false, false])
  })
})

describe('whoever has a record open', () => {
  it.each(['withdrawn', 'hidden', 'removed'] as const)('is told that a source was %s', async (how) => {
    const { record, first, threadId } = await reviewed()
    const told = [await listening('moderator', record.id), await listening('member', record.id)]
    const which = { threadId, contributionId: first }
    const grounds = { rule: 'off-topic', reason: 'Gehört nicht hierher.' } as const
    if (how === 'withdrawn') await app.as('member').call('threads.withdraw', which)
    if (how === 'hidden') await app.as('moderator').call('threads.hide', { ...which, ...grounds })
    if (how === 'removed') await app.as('moderator').call('threads.remove', { ...which, ...grounds })
    for (const one of told) await one()
    for (const role of ['moderator', 'member'])
      expect((await get(record.id, role)).items[0]!.sources, role).toMatchObject([
        { contributionId: first, state: 'removed', by: null, excerpt: '' },
      ])
  })

  it('hears nothing of what no record cites; of a draft only who works on it hears', async () => {
    const { record, second, first, threadId } = await drafted()
    const heard: unknown[] = []
    const others = [app.as('otherMember'), app.as('moderator')]
    const [reader, editor] = [await others[0]!.socket(), await others[1]!.socket()]
    await others[0]!.ask('threads.follow', { threadId, afterRev: 0 })
    reader.on('results.changed', (news) => heard.push(news))
    await app.app.results.records.sourcesChanged([second])
    // Of other records too, changed a moment ago, news may still be on its way.
    const news = new Promise<void>((resolve) =>
      editor.on('results.changed', (of) => of.recordId === record.id && resolve()),
    )
    await app.as('member').call('threads.withdraw', { threadId, contributionId: first })
    await news
    // Everything that was sent before this has come.
    await others[0]!.ask('threads.follow', { threadId, afterRev: 0 })
    expect(heard).toEqual([])
  })
})

describe('who took part', () => {
  const hand = (role: string, sessionId: string, actingOrganisationId?: string) =>
    app.as(role).ask('live.raiseHand', {
      sessionId,
      clientId: randomUUID(),
      ...(actingOrganisationId && { actingOrganisationId }),
    })

  it('is associations and offices by name, and how many people for none: once each, whatever they did', async () => {
    const { sessionId, threadId } = await session()
    const ask = (role: string, text: string) =>
      app.as(role).ask('live.ask', { sessionId, clientId: randomUUID(), text })
    const { id: statementId } = await app
      .as('moderator')
      .ask('live.state', { sessionId, clientId: randomUUID(), text: 'Räume fehlen.' })
    const vote = (role: string, more: { actingOrganisationId?: string } = {}) =>
      app.as(role).ask('live.vote', { sessionId, statementId, value: 'agree', ...more })
    expect(await draft(sessionId)).toMatchObject({ participants: [], others: 0 })

    await hand('member', sessionId, organisationOf['member']!())
    // The same person for none: they are there with their association.
    await vote('member')
    await vote('municipalContact')
    const question = await ask('otherMember', 'Wer darf kommen?')
    await vote('newcomer')
    const { n } = await hand('orgAdmin', sessionId)
    await app.as('orgAdmin').ask('live.lowerHand', { sessionId, hand: n })
    await app.as('newcomer').ask('live.support', { sessionId, questionId: question.id, on: true })
    const { id: recordId } = await draft(sessionId)
    const supplement = await add(recordId)
    expect(supplement.supplement).toBe(true)
    await wrapUp(sessionId)
    const { rev } = await get(recordId, 'moderator')
    const record = await app.as('moderator').call('results.openReview', { recordId, rev })
    expect(record.participants).toEqual([
      { organisationId: organisationOf['member']!(), name: 'Brunnenstube Gießen' },
      { organisationId: null, name: 'Integrationsbüro (Beispielstadt)' },
    ])
    expect(record.others).toBe(3)
    const text = JSON.stringify(await get(recordId))
    for (const name of ['Leyla', 'Oleh', 'Osei', 'Lindner', 'Samira']) expect(text).not.toContain(name)
    expect(threadId).toBe(record.threadId)
  })
})

describe('an office', () => {
  async function withOffice() {
    const { sessionId, threadId } = await session()
    await said(threadId, 'member', 'Uns fehlen Räume.')
    await app
      .as('municipalContact')
      .call('threads.contribute', { threadId, clientId: randomUUID(), text: 'Wir haben einen Saal.' })
    const { id: recordId } = await draft(sessionId)
    await add(recordId)
    await wrapUp(sessionId)
    const { rev } = await get(recordId, 'moderator')
    await app.as('moderator').call('results.openReview', { recordId, rev })
    return { recordId, sessionId }
  }
  const office = { name: 'Integrationsbüro (Beispielstadt)', kind: 'municipality' }
  const own = (recordId: string, value: 'confirm' | 'comment' | 'dissent', text: string | null = null) => ({
    recordId,
    organisationId: null,
    value,
    itemId: null,
    text,
  })

  it('answers by somebody who writes for it; its other view stands there with what it is', async () => {
    const { recordId } = await withOffice()
    const asked = await get(recordId, 'municipalContact')
    expect(asked.mayConfirmFor).toEqual([{ organisationId: null, name: office.name, institution: office }])
    expect(asked.counts.open).toBe(2)
    await app.as('municipalContact').call('results.confirm', own(recordId, 'comment', 'Bitte mit Adresse.'))
    expect((await get(recordId)).confirmations).toEqual([])
    expect((await get(recordId, 'moderator')).confirmations).toMatchObject([
      { organisationId: null, organisation: office.name, institution: office, value: 'comment' },
    ])
    const words = 'Der Saal ist nur am Abend frei.'
    await app.as('municipalContact').call('results.confirm', own(recordId, 'dissent', words))
    const seen = await get(recordId)
    expect(seen.counts).toEqual({ confirm: 0, comment: 0, dissent: 1, open: 1 })
    expect(seen.confirmations).toMatchObject([
      { organisation: office.name, institution: office, value: 'dissent', text: words },
    ])
    expect(JSON.stringify(seen)).not.toContain('Lindner')
    await publish(recordId, 'Alle haben geantwortet.')
    expect((await get(recordId)).confirmations).toMatchObject([{ institution: office, text: words }])
    const file = await fetch(`${app.url}/api/results/${recordId}/export.md`)
    expect(await file.text()).toContain('Integrationsbüro (Beispielstadt) (Verwaltung)')
  })

  it('is answered for by nobody else, and by nobody who no longer writes for it', async () => {
    const { recordId } = await withOffice()
    const confirm = own(recordId, 'confirm')
    for (const role of everybody.filter((one) => one !== 'municipalContact'))
      expect((await app.as(role).refusal('results.confirm', confirm)).code, role).toBe('action.forbidden')
    expect((await app.as().refusal('results.confirm', confirm)).code).toBe('session.required')
    const forOther = { ...confirm, organisationId: organisationOf['member']!() }
    expect((await app.as('municipalContact').refusal('results.confirm', forOther)).code).toBe(
      'action.forbidden',
    )
    const staff = app.as('centreStaff')
    const { affiliations } = await staff.call('accounts.listAffiliations', {})
    const { id: affiliationId } = affiliations.find(
      ({ institution, state }) => institution.name === office.name && state === 'current',
    )!
    await staff.call('accounts.endAffiliation', { affiliationId })
    try {
      expect((await app.as('municipalContact').refusal('results.confirm', confirm)).code).toBe(
        'action.forbidden',
      )
    } finally {
      await staff.call('accounts.grantAffiliation', {
        email: app.world.roles['municipalContact']!.email,
        institution: office.name,
        kind: 'municipality',
      })
    }
    await app.as('municipalContact').call('results.confirm', confirm)
  })

  it('is not asked where it did not take part', async () => {
    const { record } = await reviewed()
    expect((await get(record.id, 'municipalContact')).mayConfirmFor).toEqual([])
    expect(
      (await app.as('municipalContact').refusal('results.confirm', own(record.id, 'confirm'))).code,
    ).toBe('action.forbidden')
  })
})

describe('a review', () => {
  it('shows the draft to all readers, and asks the associations that took part', async () => {
    const { record } = await reviewed()
    expect(record.state).toBe('in-review')
    expect(await get(record.id)).toMatchObject({ state: 'in-review', mayConfirmFor: [], mayEdit: false })
    const asked = await get(record.id, 'member')
    expect(asked.mayConfirmFor.map(({ name }) => name)).toEqual(['Brunnenstube Gießen'])
    expect(asked.counts).toEqual({ confirm: 0, comment: 0, dissent: 0, open: 2 })
  })

  it('takes one answer of each, the last one; a dissent stands there word by word', async () => {
    const { record } = await reviewed()
    await app.as('member').call('results.confirm', answer(record, 'member', 'confirm'))
    await app
      .as('member')
      .call('results.confirm', answer(record, 'member', 'comment', 'Bitte „Räume“ zuerst.'))
    const words = 'Wir sehen das <b>anders</b>: nicht überall.'
    await app.as('otherMember').call('results.confirm', answer(record, 'otherMember', 'dissent', words))
    const seen = await get(record.id)
    expect(seen.counts).toEqual({ confirm: 0, comment: 1, dissent: 1, open: 0 })
    expect(seen.confirmations).toMatchObject([
      { organisation: 'Drei Flüsse Hanau e. V.', value: 'dissent', text: words },
    ])
    expect((await get(record.id, 'orgAdmin')).confirmations.map(({ value }) => value)).toEqual([
      'comment',
      'dissent',
    ])
    expect((await get(record.id, 'moderator')).confirmations).toHaveLength(2)
  })

  it('is answered by nobody else, and by nobody afterwards', async () => {
    const { record } = await reviewed()
    const confirm = answer(record, 'member', 'confirm')
    for (const role of everybody.filter((one) => !['member', 'orgAdmin'].includes(one)))
      expect((await app.as(role).refusal('results.confirm', confirm)).code, role).toBe('action.forbidden')
    expect((await app.as().refusal('results.confirm', confirm)).code).toBe('session.required')
    const wordless = { ...confirm, value: 'dissent' }
    expect((await app.as('member').refusal('results.confirm', wordless)).code).toBe('request.invalid')
    app.clock.setTo(new Date(Date.now() + 8 * 86_400_000))
    try {
      expect((await app.as('member').refusal('results.confirm', confirm)).code).toBe('result.state')
    } finally {
      app.clock.setTo(null)
    }
  })

  it('counts a yes only for what stands there', async () => {
    const { record } = await reviewed()
    await app.as('member').call('results.confirm', answer(record, 'member', 'confirm'))
    expect((await get(record.id)).counts.confirm).toBe(1)
    await add(record.id)
    expect((await get(record.id)).counts).toMatchObject({ confirm: 0, open: 2 })
  })
})

describe('a published record', () => {
  it('ends its session, is for everybody, and needs no answers', async () => {
    const { record, sessionId } = await reviewed()
    const early = { recordId: record.id, rev: record.rev }
    expect((await app.as('moderator').refusal('results.publish', early)).fields).toHaveProperty('reason')
    const published = await publish(record.id, 'Alle haben zugestimmt.')
    expect(published).toMatchObject({ state: 'published', version: 1, reviewUntil: null })
    const { stage } = await app.as().call('live.get', { sessionId })
    expect(stage).toMatchObject({ state: 'documented', recordId: record.id })
    expect(await get(record.id)).toMatchObject({ state: 'published', items: [{ kind: 'need' }] })
  })

  it('ends its session at the next start, where something broke in between', async () => {
    const { record, sessionId } = await reviewed()
    await publish(record.id, 'Alle haben geantwortet.')
    const undone = { state: 'wrapping-up', ended: false, recordId: null }
    await mongoose.connection
      .collection('livesessions')
      .updateOne({ _id: new mongoose.Types.ObjectId(sessionId) }, { $set: undone })
    await app.restart()
    const { stage } = await app.as().call('live.get', { sessionId })
    expect(stage).toMatchObject({ state: 'documented', recordId: record.id })
  })

  it('needs no reason once everybody who was asked has answered', async () => {
    const { record } = await reviewed()
    const early = { recordId: record.id, rev: record.rev }
    await app.as('member').call('results.confirm', answer(record, 'member', 'confirm'))
    expect((await app.as('moderator').refusal('results.publish', early)).fields).toHaveProperty('reason')
    await app.as('otherMember').call('results.confirm', answer(record, 'otherMember', 'confirm'))
    expect(await publish(record.id)).toMatchObject({ state: 'published', counts: { confirm: 2, open: 0 } })
  })

  it('needs no reason once the review has ended', async () => {
    const { record } = await reviewed()
    app.clock.setTo(new Date(Date.now() + 8 * 86_400_000))
    try {
      expect(await publish(record.id)).toMatchObject({ state: 'published' })
    } finally {
      app.clock.setTo(null)
    }
  })

  it('is not written while the session runs, nor of an old reading, nor twice', async () => {
    const { record } = await drafted()
    const early = { recordId: record.id, rev: record.rev, reason: 'Sofort bitte.' }
    expect((await app.as('moderator').refusal('results.publish', early)).code).toBe('result.state')
    const { record: other } = await reviewed()
    const stale = { recordId: other.id, rev: other.rev - 1, reason: 'Sofort bitte.' }
    expect((await app.as('moderator').refusal('results.publish', stale)).code).toBe('conflict')
    const answers = await Promise.all(
      [0, 1].map(() => app.as('moderator').send('results.publish', { ...stale, rev: other.rev })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    for (const [name, input] of [
      ['results.addItem', { recordId: other.id, ...item() }],
      ['results.openReview', { recordId: other.id, rev: other.rev + 1 }],
      ['results.confirm', answer(other, 'member', 'confirm')],
    ] as const)
      expect(
        (await app.as(name === 'results.confirm' ? 'member' : 'moderator').refusal(name, input)).code,
        name,
      ).toBe('result.state')
  })

  it('stays as it is while the next one is written, and says what has changed', async () => {
    const { record } = await reviewed()
    await app
      .as('otherMember')
      .call('results.confirm', answer(record, 'otherMember', 'dissent', 'Nicht überall.'))
    await publish(record.id, 'Alle haben geantwortet.')
    const next = await app.as('moderator').call('results.revise', { recordId: record.id })
    expect(next).toMatchObject({ state: 'draft', version: 2 })
    const first = next.items[0]!
    const { sources } = first
    await app.as('moderator').call('results.changeItem', {
      recordId: record.id,
      itemId: first.id,
      rev: first.rev,
      questionId: first.questionId,
      kind: first.kind,
      text: 'Uns fehlen Räume am Abend.',
      spread: first.spread,
      spreadNote: null,
      sources: sources.map(({ contributionId }) => contributionId),
      supplement: false,
      owner: null,
      due: null,
    })
    expect(await get(record.id)).toMatchObject({ version: 1, items: [{ text: first.text }] })
    expect((await app.as().refusal('results.get', { recordId: record.id, version: '2' })).code).toBe(
      'not-found',
    )
    expect((await app.as().refusal('results.diff', { recordId: record.id, version: '2' })).code).toBe(
      'not-found',
    )
    const again = await publish(record.id, 'Ein Fehler war darin.')
    expect(again.published.map(({ version }) => version)).toEqual([1, 2])
    expect(await get(record.id, undefined, 1)).toMatchObject({ version: 1, items: [{ text: first.text }] })
    const diff = await app.as().call('results.diff', { recordId: record.id, version: '2' })
    expect(diff).toMatchObject({ from: 1, to: 2, items: [{ change: 'changed', spread: null }] })
    expect(diff.items[0]!.words.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'gone', text: 'Wochenende' },
      { kind: 'new', text: 'Abend' },
    ])
    // Another view does not disappear by a new version.
    expect((await get(record.id)).confirmations).toMatchObject([{ value: 'dissent', text: 'Nicht überall.' }])
    expect((await app.as().refusal('results.diff', { recordId: record.id, version: '1' })).code).toBe(
      'not-found',
    )
  })

  it('shows the answer to an open question that came later', async () => {
    const { record } = await drafted()
    const open = await add(record.id, {
      kind: 'open-question',
      text: 'Kostenlos oder nur vergünstigt?',
      owner: { organisationId: orgs()['fluesse']!, words: 'Drei Flüsse fragt nach' },
      due: '2027-01-31',
    })
    await wrapUp(record.sessionId)
    await publish(record.id, 'Ohne Runde, auf Wunsch.')
    await app
      .as('moderator')
      .call('results.answerOpenQuestion', { recordId: record.id, itemId: open.id, text: 'Vergünstigt.' })
    const seen = (await get(record.id)).items.find(({ id }) => id === open.id)
    expect(seen).toMatchObject({ answer: { text: 'Vergünstigt.' }, due: '2027-01-31' })
  })

  it('is found by its words, whatever their umlauts', async () => {
    const { record } = await reviewed()
    await add(record.id, { text: 'Schlüsselübergabe am Wochenende regeln' })
    const find = async (query: string, role?: string) =>
      (await app.as(role).call('results.list', { query, limit: 50 })).records.filter(
        ({ id }) => id === record.id,
      )
    expect(await find('schlusselubergabe', 'member')).toEqual([])
    await publish(record.id, 'Ohne Runde.')
    expect(await find('schlusselubergabe wochenende')).toMatchObject([
      {
        kind: 'record',
        state: 'published',
        items: 2,
        organisations: 2,
        excerpt: expect.stringContaining('Schlüssel'),
      },
    ])
    expect(await find('Fahrradwerkstatt')).toEqual([])
    const { hits, counts } = await app.as().call('search.find', { q: 'schlüsselübergabe', kind: 'result' })
    expect(hits).toMatchObject([{ kind: 'result', id: record.id, room: { slug: 'professionalisierung' } }])
    expect(counts.result).toBe(1)
    const [page] = (await app.as().call('results.list', { limit: 1 })).records
    const { cursor } = await app.as().call('results.list', { limit: 1 })
    const second = await app.as().call('results.list', { limit: 1, ...(cursor && { cursor }) })
    expect(second.records[0]?.id).not.toBe(page!.id)
  })
})

describe('a record of a closed room', () => {
  it('does not exist for others, anywhere', async () => {
    const { sessionId, threadId } = await session('moderationsrunde')
    const record = await draft(sessionId)
    await add(record.id, { text: 'Vertrauliche Absprache Zimtstern' })
    await wrapUp(sessionId)
    await publish(record.id, 'Unter uns geklärt.')
    expect(await get(record.id, 'otherRoomModerator')).toMatchObject({ state: 'published' })
    const inside = await app.as('otherRoomModerator').call('search.find', { q: 'zimtstern' })
    expect(inside.hits.map(({ kind }) => kind)).toEqual(['result'])
    const outside = [undefined, 'member', 'newcomer', 'municipalContact', 'centreStaff', 'platformAdmin']
    for (const role of outside) {
      const someone = app.as(role)
      const recordId = record.id
      expect((await someone.refusal('results.get', { recordId })).code, role).toBe('not-found')
      expect((await someone.refusal('results.get', { recordId, version: '1' })).code).toBe('not-found')
      expect((await someone.refusal('results.diff', { recordId, version: '2' })).code).toBe('not-found')
      const { records } = await someone.call('results.list', { query: 'zimtstern' })
      expect(records).toEqual([])
      expect((await someone.call('search.find', { q: 'zimtstern' })).hits).toEqual([])
      const roomId = app.world.rooms['moderationsrunde']!
      expect((await someone.refusal('results.list', { roomId })).code).toBe('not-found')
      if (role) {
        expect((await someone.refusal('results.draft', { sessionId })).code).toBe('not-found')
        expect((await someone.refusal('results.revise', { recordId })).code).toBe('not-found')
      }
    }
    expect((await app.as('moderator').call('results.marks', { threadId })).marks).toEqual([])
  })
})
