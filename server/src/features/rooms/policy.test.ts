import { describe, expect, it } from 'vitest'
import { visitor, type Actor } from '../../platform/actor.ts'
import {
  barAt,
  breaksConfidence,
  isAsked,
  isModerator,
  mayAppoint,
  mayBeInvited,
  mayBeModerator,
  mayRead,
  mayStartThread,
  mayWrite,
  narrows,
  nextQuestions,
  presenceFor,
} from './policy.ts'

const person = (id: string, role: 'member' | 'institution' | 'staff' | 'admin' = 'member'): Actor => ({
  id,
  role,
  name: id,
  institution: null,
  sessionId: 's',
})
const actors = {
  visitor,
  member: person('member'),
  invited: person('invited'),
  moderator: person('moderator'),
  institution: person('institution', 'institution'),
  invitedInstitution: person('invited-institution', 'institution'),
  staff: person('staff', 'staff'),
  admin: person('admin', 'admin'),
}
type Who = keyof typeof actors
const room = (
  visibility: 'public' | 'members' | 'closed',
  whoMayStartThread: 'all' | 'orgAdmin' | 'moderator' = 'all',
) => ({
  visibility,
  whoMayStartThread,
  moderators: [{ userId: 'moderator', languages: null }],
  invited: ['invited', 'invited-institution', 'admin'],
})

describe('rights in a room', () => {
  it.each<['public' | 'members' | 'closed', Who[], Who[]]>([
    [
      'public',
      ['visitor', 'member', 'invited', 'moderator', 'institution', 'invitedInstitution', 'staff', 'admin'],
      ['member', 'invited', 'moderator', 'institution', 'invitedInstitution', 'staff'],
    ],
    [
      'members',
      ['member', 'invited', 'moderator', 'institution', 'invitedInstitution', 'staff', 'admin'],
      ['member', 'invited', 'moderator', 'institution', 'invitedInstitution', 'staff'],
    ],
    ['closed', ['invited', 'moderator'], ['invited', 'moderator']],
  ])('%s', (visibility, readers, writers) => {
    const who = Object.keys(actors) as Who[]
    expect(who.filter((one) => mayRead(actors[one], room(visibility)))).toEqual(readers)
    expect(who.filter((one) => mayWrite(actors[one], room(visibility)))).toEqual(writers)
    expect(who.filter((one) => isModerator(actors[one], room(visibility)))).toEqual(['moderator'])
  })

  it.each([
    // rule        member  organisation's admin  moderator
    ['all', true, true, true],
    ['orgAdmin', false, true, true],
    ['moderator', false, false, true],
  ] as const)('to start a thread where %s may', (rule, member, admin, moderator) => {
    expect(mayStartThread(actors.member, room('public', rule), false)).toBe(member)
    expect(mayStartThread(actors.member, room('public', rule), true)).toBe(admin)
    expect(mayStartThread(actors.moderator, room('public', rule), false)).toBe(moderator)
    expect(mayStartThread(actors.visitor, room('public', rule), false)).toBe(false)
  })
})

describe('who is seen in a room', () => {
  const wabe = { id: 'w', name: 'Wabe e. V.' }
  const fluesse = { id: 'f', name: 'Drei Flüsse' }
  const office = { id: null, name: 'Integrationsbüro' }
  const one = (userId: string, as: { id: string | null; name: string } | null = null) => ({ userId, for: as })

  it.each<[string, ReturnType<typeof one>[], string[], number]>([
    ['nobody', [], [], 0],
    [
      'associations by name, each once',
      [one('a', wabe), one('b', fluesse), one('c', wabe)],
      ['Drei Flüsse', 'Wabe e. V.'],
      0,
    ],
    ['one alone without an association: not counted', [one('a', wabe), one('b')], ['Wabe e. V.'], 0],
    ['several without one: as a number', [one('a', wabe), one('b'), one('c')], ['Wabe e. V.'], 2],
    ['one person with two pages once', [one('a'), one('a'), one('b')], [], 2],
    [
      'who is here for an association is no other besides',
      [one('a', wabe), one('a'), one('b')],
      ['Wabe e. V.'],
      0,
    ],
    ['an office by its name', [one('a', office)], ['Integrationsbüro'], 0],
  ])('%s', (_, present, organisations, others) => {
    const shown = presenceFor(present)
    expect(shown.organisations.map(({ name }) => name)).toEqual(organisations)
    expect(shown.others).toBe(others)
  })
})

describe('administering a room', () => {
  it.each<['public' | 'members' | 'closed', Who[]]>([
    ['public', ['staff', 'admin']],
    ['members', ['staff', 'admin']],
    ['closed', ['admin']],
  ])('%s is for those who may', (visibility, may) => {
    const who = Object.keys(actors) as Who[]
    expect(who.filter((one) => mayAppoint(actors[one], room(visibility)))).toEqual(may)
  })

  it('is for staff inside a closed room, too', () => {
    expect(mayAppoint(actors.staff, { ...room('closed'), invited: ['staff'] })).toBe(true)
  })

  it.each([
    ['member', true],
    ['staff', true],
    ['institution', false],
    ['admin', false],
  ] as const)('lets %s in or moderate: %s', (role, may) => {
    expect(mayBeInvited(role)).toBe(may)
    expect(mayBeModerator(role)).toBe(may)
  })

  it.each([
    ['public', 'members', true],
    ['public', 'closed', true],
    ['members', 'closed', true],
    ['members', 'members', false],
    ['members', 'public', false],
    ['closed', 'public', false],
  ] as const)('from %s to %s narrows: %s', (before, after, expected) => {
    expect(narrows(before, after)).toBe(expected)
  })

  it.each([
    ['closed', 'public', true, true],
    ['closed', 'members', true, true],
    ['closed', 'closed', true, false],
    ['closed', 'public', false, false],
    ['members', 'public', true, false],
  ] as const)('from %s to %s, spoken in %s, breaks confidence: %s', (before, after, spoken, expected) => {
    expect(breaksConfidence(before, after, spoken)).toBe(expected)
  })

  it('keeps everybody from writing in an archived room, moderators too', () => {
    const archived = { ...room('public'), archivedAt: new Date(0) }
    for (const one of [actors.member, actors.moderator, actors.staff])
      expect(barAt(one, archived, true, new Date())).toBe('room.archived')
    expect(barAt(actors.member, { ...archived, archivedAt: null }, true, new Date())).toBeUndefined()
  })
})

describe('the questions of a room', () => {
  const asked = (id: string, order: number, retired = false) => ({
    id,
    order,
    text: { de: id },
    short: { de: id },
    retired,
  })
  const wanted = (id?: string) => ({ ...(id && { id }), text: { de: 'neu' }, short: { de: 'neu' } })
  const next = (ids: (string | undefined)[], used: string[] = []) =>
    nextQuestions(
      [asked('a', 1), asked('b', 2), asked('c', 3, true)],
      ids.map(wanted),
      new Set(used),
      () => 'new',
    ).map(({ id, order, retired }) => `${order} ${id}${retired ? ' (retired)' : ''}`)

  it.each<[(string | undefined)[], string[], string[]]>([
    [['b', 'a'], ['c'], ['1 b', '2 a', '3 c (retired)']],
    [['a', undefined], ['c'], ['1 a', '2 new', '3 b (retired)', '4 c (retired)']],
    [['a'], [], ['1 a', '2 b (retired)']],
    [['c'], ['c'], ['1 c', '2 a (retired)', '3 b (retired)']],
  ])('%j, where %j are used', (ids, used, expected) => {
    expect(next(ids, used)).toEqual(expected)
  })

  it('offer only what is asked', () => {
    const questions = [asked('a', 1), asked('c', 2, true)]
    expect(['a', 'c', 'd'].map((id) => isAsked({ questions }, id))).toEqual([true, false, false])
  })
})
