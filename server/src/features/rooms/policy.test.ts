import { describe, expect, it } from 'vitest'
import { visitor, type Actor } from '../../platform/actor.ts'
import { isModerator, mayRead, mayStartThread, mayWrite } from './policy.ts'

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
