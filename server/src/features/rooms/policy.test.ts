import { describe, expect, it } from 'vitest'
import { visitor, type Actor } from '../../platform/actor.ts'
import { isModerator, mayRead, mayStartThread, mayWrite, presenceFor } from './policy.ts'

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
  moderators: [{ userId: 'moderator', language: null }],
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
