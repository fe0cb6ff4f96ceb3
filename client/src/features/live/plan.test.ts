import { describe, expect, it } from 'vitest'
import { newPlan, ownItem, planOf, toPlan, wrongPlan } from './plan.ts'
import { room, stage } from './samples.ts'

const now = new Date('2026-11-22T18:00:00Z')

describe('a plan for a session', () => {
  it('begins with the room’s first question, tomorrow, and can be sent as it stands', () => {
    const plan = newPlan(room, 'Welche Hilfe fehlt?', now)
    expect(wrongPlan(plan)).toEqual([])
    const sent = toPlan(plan, null)
    expect(sent.agenda).toEqual([{ questionId: 'q1', minutes: 20 }])
    expect(Date.parse(sent.startsAt)).toBeGreaterThan(now.getTime())
    expect([sent.place, sent.meetingUrl]).toEqual([null, null])
  })

  it('keeps what was planned and offers what was not', () => {
    const plan = planOf(room, stage, 'de')
    expect(plan.agenda.map(({ chosen }) => chosen)).toEqual([true, true, true, false, false])
    const sent = toPlan(plan, 'foerderung')
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
