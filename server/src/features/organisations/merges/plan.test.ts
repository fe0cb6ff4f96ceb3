import { assert, boolean, constantFrom, property, record, tuple, uniqueArray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planMerge, planRelease, planReturn, type Invited, type Member, type People } from './plan.ts'

const members = uniqueArray(
  record({
    userId: constantFrom(...Array.from('abcdefgh')),
    role: constantFrom('admin' as const, 'member' as const),
    shown: constantFrom('members' as const, 'everyone' as const),
  }),
  { selector: ({ userId }) => userId, maxLength: 6 },
)
const invitations = (ids: string) =>
  uniqueArray(
    record({
      id: constantFrom(...Array.from(ids)),
      email: constantFrom(null, 'x@example.org', 'y@example.org'),
      open: boolean(),
    }),
    { selector: ({ id }) => id, maxLength: 4 },
  )
const entry = (ids: string) => record({ members, invitations: invitations(ids) })
const two = tuple(entry('1234'), entry('5678'))

type Entry = People<Member, Invited>
const roleIn = ({ members: some }: Entry, userId: string) => some.find((one) => one.userId === userId)?.role

describe('a merge', () => {
  it('brings everybody together, each with the higher role, and nobody twice', () => {
    assert(
      property(two, ([from, into]) => {
        const after = planMerge(from, into)
        const everybody = new Set([...from.members, ...into.members].map(({ userId }) => userId))
        expect(after.members.map(({ userId }) => userId).toSorted()).toEqual([...everybody].toSorted())
        for (const { userId, role } of after.members) {
          const roles = [roleIn(from, userId), roleIn(into, userId)]
          expect(role).toBe(roles.includes('admin') ? 'admin' : 'member')
        }
      }),
    )
  })

  it('shows nobody to more than they chose, neither together nor apart again', () => {
    assert(
      property(two, constantFrom(...Array.from('abcdefgh')), ([from, into], decider) => {
        const { absorbed, ...after } = planMerge(from, into)
        const shownIn = ({ members: some }: Entry, userId: string) =>
          some.find((one) => one.userId === userId)?.shown
        for (const { userId, shown } of after.members)
          if (shown === 'everyone')
            for (const entry of [from, into])
              expect([undefined, 'everyone']).toContain(shownIn(entry, userId))
        // Whoever decides anew for fewer is shown to fewer afterwards, in both.
        const since = {
          ...after,
          members: after.members.map((one) =>
            one.userId === decider ? { ...one, shown: 'members' as const } : one,
          ),
        }
        const noted = { ...absorbed, decided: [decider] }
        expect(shownIn(planReturn(from, since, noted), decider)).not.toBe('everyone')
        expect(shownIn(planRelease(since, noted), decider)).not.toBe('everyone')
      }),
    )
  })

  it('brings open invitations along, one for each address', () => {
    assert(
      property(two, ([from, into]) => {
        const { invitations: after } = planMerge(from, into)
        expect(after.slice(0, into.invitations.length)).toEqual(into.invitations)
        for (const one of after.slice(into.invitations.length)) {
          expect(one.open).toBe(true)
          const same = into.invitations.some(
            ({ email, open }) => open && email !== null && email === one.email,
          )
          expect(same).toBe(false)
        }
      }),
    )
  })

  it('and its undoing leave both exactly as they were', () => {
    assert(
      property(two, ([from, into]) => {
        const { absorbed, ...after } = planMerge(from, into)
        expect(planReturn(from, after, absorbed)).toEqual(from)
        expect(planRelease(after, absorbed)).toEqual(into)
      }),
    )
  })

  it('undone after people came and went: who left stays away, who came stays', () => {
    assert(
      property(two, constantFrom(...Array.from('abcdefgh')), ([from, into], leaver) => {
        const { absorbed, ...after } = planMerge(from, into)
        const since: Entry = {
          members: [
            ...after.members.filter(({ userId }) => userId !== leaver),
            { userId: 'new', role: 'member' as const },
          ],
          invitations: after.invitations,
        }
        expect(planReturn(from, since, absorbed).members.some(({ userId }) => userId === leaver)).toBe(false)
        const released = planRelease(since, absorbed).members
        expect(released.some(({ userId }) => userId === 'new')).toBe(true)
        expect(released.some(({ userId }) => userId === leaver)).toBe(false)
      }),
    )
  })

  it('is not undone so that nobody runs what somebody ran before', () => {
    assert(
      property(two, constantFrom(...Array.from('abcdefgh')), ([from, into], leaver) => {
        const { absorbed, ...after } = planMerge(from, into)
        const since = { ...after, members: after.members.filter(({ userId }) => userId !== leaver) }
        if (!absorbed.wasRun || !since.members.some(({ role }) => role === 'admin')) return
        expect(planRelease(since, absorbed).members.some(({ role }) => role === 'admin')).toBe(true)
      }),
    )
  })

  it('leaves nothing of an invitation that was used in the meantime', () => {
    const invitation = { id: '1', email: 'x@example.org', open: true }
    const from: Entry = { members: [{ userId: 'a', role: 'admin' }], invitations: [invitation] }
    const { absorbed, ...after } = planMerge(from, { members: [], invitations: [] })
    const used = { ...after, invitations: [{ ...invitation, open: false }] }
    expect(planReturn(from, used, absorbed).invitations).toEqual([])
    expect(planRelease(used, absorbed).invitations).toEqual(used.invitations)
  })
})
