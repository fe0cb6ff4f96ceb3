import { describe, expect, it } from 'vitest'
import { newPlan, newTopic, ownItem, planOf, toPlan, topicsOf, topicWord, wrongPlan } from './plan.ts'
import { brief, room, sampleId, stage } from './samples.ts'

const now = new Date('2026-11-22T18:00:00Z')
const clientId = '0f8fad5b-d9cb-469f-a165-70867728950e'

describe('a plan for a session', () => {
  it('begins with the room’s first question, tomorrow, and can be sent as it stands', () => {
    const plan = newPlan(room, 'Welche Hilfe fehlt?', now)
    expect(wrongPlan(plan)).toEqual([])
    const sent = toPlan(plan, clientId)
    expect(sent.agenda).toEqual([{ questionId: 'q1', minutes: 20 }])
    expect(Date.parse(sent.startsAt)).toBeGreaterThan(now.getTime())
    expect([sent.place, sent.meetingUrl, sent.topic]).toEqual([null, null, null])
  })

  it('keeps what was planned and offers what was not', () => {
    const plan = planOf(room, stage, 'foerderung', 'de')
    expect(plan.agenda.map(({ chosen }) => chosen)).toEqual([true, true, true, false, false])
    const sent = toPlan(plan, clientId)
    expect(sent.agenda.map((item) => item.title)).toEqual(stage.agenda.map(({ title }) => title['und']))
    expect(sent.startsAt).toBe(stage.startsAt)
    expect(sent.topic).toBe('foerderung')
  })

  it.each([
    ['no title', { title: ' ' }, 'title'],
    ['no time', { time: '' }, 'date'],
    ['an address that is none', { meetingUrl: 'treffen' }, 'meetingUrl'],
    ['nothing to talk about', { agenda: [] }, 'agenda'],
    ['words of its own that are missing', { agenda: [ownItem([])] }, 'agenda'],
  ])('is not sent with %s', (_, part, field) => {
    expect(wrongPlan({ ...newPlan(room, 'Titel', now), ...part })).toEqual([field])
  })
})

describe('the topic of a session', () => {
  it.each([
    ['Räume für große Vereine!', 'raeume-fuer-grosse-vereine'],
    ['Örtlich: Café & Küche', 'oertlich-cafe-kueche'],
    ['ما المساعدة الناقصة؟', 'thema-0f8fad5b'],
    ['x'.repeat(140), 'x'.repeat(56)],
  ])('%s gets a word that may be sent', (title, word) => {
    expect(topicWord(title, clientId)).toBe(word)
    expect(toPlan({ ...newPlan(room, title, now), topic: newTopic }, clientId).topic).toBe(word)
  })

  it('is offered by the sessions that are parts of it and have not ended', () => {
    const sessions = [
      brief({ topic: 'raeume', title: 'Räume am Abend' }),
      brief({ id: sampleId(7), topic: 'raeume', title: 'Räume am Sonntag', state: 'planned' }),
      brief({ id: sampleId(8), topic: 'geld', title: 'Geld', state: 'documented' }),
      brief({ id: sampleId(9), title: 'Für sich' }),
    ]
    expect(topicsOf(sessions, { sessionId: null, topic: null })).toEqual([
      { word: 'raeume', titles: ['Räume am Abend', 'Räume am Sonntag'] },
    ])
    // Its own stays, also where it is the only part.
    expect(topicsOf([], { sessionId: sampleId(1), topic: 'geld' })).toEqual([{ word: 'geld', titles: [] }])
  })
})
