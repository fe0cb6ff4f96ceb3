import { topics, workshopResults, workshops } from '@augenhoehe/reference-data/topics'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Documentation, ResultRecord } from '@augenhoehe/contracts'
import { startApp, type TestApp } from '../testing/app.ts'
import { addDraft } from './draft.ts'
import { addMeeting } from './meeting.ts'
import { people } from './world.ts'

let app: TestApp
let meeting: Documentation
beforeAll(async () => {
  app = await startApp()
  const documentationId = await addMeeting(app.app, app.clock, app.world)
  meeting = await app.as().call('results.documentation', { documentationId })
})
afterAll(() => app[Symbol.asyncDispose]())

const recordsOn = (topic: string): ResultRecord[] =>
  meeting.parts.flatMap((part) => {
    if (part.kind !== 'session' || !part.recordId) return []
    const { topic: its } = workshops.find(({ number }) => part.title.startsWith(`Workshop ${number}:`))!
    return its === topic ? meeting.records.filter(({ id }) => id === part.recordId) : []
  })

it('has a greeting, a talk, the workshops in their order, and a conclusion', () => {
  expect(meeting.parts.map((part) => (part.kind === 'text' ? part.role : part.title.slice(0, 10)))).toEqual([
    'greeting',
    'talk',
    ...workshops.map(({ number }) => `Workshop ${number}`),
    'conclusion',
  ])
})

it('has two workshops on the first topic at the same time, one on the second, and one that was cancelled', async () => {
  expect(topics.map(({ id }) => recordsOn(id).length)).toEqual([2, 1])
  const [one, two] = recordsOn(topics[0]!.id)
  expect(one!.heldAt).toBe(two!.heldAt)
  const cancelled = meeting.parts.filter((part) => part.kind === 'session' && !part.recordId)
  const { number, reason } = workshops.find(({ held }) => !held)!
  expect(cancelled).toMatchObject([{ title: expect.stringContaining(String(number)), reason: reason!['de'] }])
})

it('says everything that was said, once, with its kind, its question and how many stand behind it', () => {
  for (const topic of topics) {
    const items = recordsOn(topic.id).flatMap((record) => record.items)
    const open = items.filter(({ kind }) => kind === 'open-question')
    const rest = items.filter(({ kind }) => kind !== 'open-question')
    expect(
      rest
        .map(({ kind, text, spread }) => ({ kind, text, spread }))
        .toSorted((a, b) => a.text.localeCompare(b.text)),
    ).toEqual(
      workshopResults(topic.id)
        .map(({ kind, labels, spread = null }) => ({ kind, text: labels['de'], spread }))
        .toSorted((a, b) => a.text.localeCompare(b.text)),
    )
    expect(open).toHaveLength(workshopResults(topic.id).filter(({ openQuestion }) => openQuestion).length)
    for (const { questionId } of items) expect(questionId).not.toBeNull()
  }
})

it('leaves open whether software is free or only cheaper, with somebody who asks', () => {
  const open = meeting.records.flatMap(({ items }) => items).find(({ kind }) => kind === 'open-question')
  expect(open).toMatchObject({
    text: expect.stringContaining('Kostenlos oder nur vergünstigt?'),
    owner: { words: 'Feder & Faden Wetzlar e. V.' },
    answer: null,
  })
})

it('cites associations for every statement, as many as its spread says', () => {
  for (const { items } of meeting.records) {
    for (const { text, sources, spread, suggestedSpread, spreadNote } of items) {
      const voices = new Set(sources.map(({ by }) => by)).size
      expect(voices, text).toBeGreaterThan(0)
      if (spread === 'single-voice') expect(voices, text).toBe(1)
      if (spread === 'several') expect(voices, text).toBeGreaterThan(1)
      if (spread) expect([suggestedSpread, spreadNote], text).toEqual([spread, null])
    }
  }
})

it('is published after everybody could answer, with another view word by word', () => {
  expect(meeting.records.map(({ state, version }) => [state, version])).toEqual(
    meeting.records.map(() => ['published', 1]),
  )
  const dissents = meeting.records.flatMap(({ confirmations }) => confirmations)
  expect(dissents).toMatchObject([{ value: 'dissent', text: expect.stringContaining('Software') }])
})

it('names associations of the demonstration and no person', () => {
  expect(meeting.participants.length).toBeGreaterThan(6)
  const names = people.map(({ name }) => name)
  const said = JSON.stringify(meeting)
  for (const name of names) expect(said).not.toContain(name)
  expect(meeting.others).toBeLessThanOrEqual(2)
})

it('is told to the newspapers in words that their people have confirmed', async () => {
  const { releases } = await app.as().call('results.releases', {})
  expect(releases).toMatchObject([{ state: 'public', mayEdit: false }])
  const { parts, source } = await app.as().call('results.release', { releaseId: releases[0]!.id })
  expect(source).toEqual({ kind: 'documentation', id: meeting.id })
  expect(parts.filter(({ kind }) => kind === 'quotation')).toMatchObject([
    { attribution: { name: 'Daniel Osei' } },
    { attribution: { name: 'Milan Petrović' } },
  ])
})

it('stands beside a record that is still being written, which only its moderator sees', async () => {
  const recordId = await addDraft(app.app, app.world)
  const draft = await app.as('moderator').call('results.get', { recordId })
  expect(draft).toMatchObject({ state: 'draft' })
  expect(draft.items.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['finding', 'need', 'demand', 'open-question']),
  )
  expect(draft.items.flatMap(({ sources }) => sources).length).toBeGreaterThan(0)
  expect((await app.as('member').refusal('results.get', { recordId })).code).toBe('not-found')
})
