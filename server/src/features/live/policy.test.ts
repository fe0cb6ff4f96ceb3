import type { AccountRole } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import { visitor, type Actor } from '../../platform/actor.ts'
import {
  mayAskAsGuest,
  mayRun,
  maySeeCode,
  maySeeQuestion,
  maySeeWordsOf,
  maySeeWordsOfHand,
  standingIn,
} from './policy.ts'

const somebody = (role: AccountRole, id = 'one'): Actor => ({
  id,
  role,
  name: '',
  institution: role === 'institution' ? { name: 'Amt', kind: 'municipality' } : null,
  sessionId: '',
})
const outside = { moderator: false }
const inRoom = { moderator: true }

describe('Whoever may read the room', () => {
  it.each<[string, Actor, { moderator: boolean }, string[], boolean]>([
    ['a visitor', visitor, outside, [], false],
    ['a member', somebody('member'), outside, [], false],
    ['a moderator of the room', somebody('member'), inRoom, [], true],
    ['a moderator of the session', somebody('member'), outside, ['one'], true],
    ['a moderator of another session', somebody('member'), outside, ['two'], false],
    ['staff', somebody('staff'), outside, [], true],
    ['an office that was named a moderator', somebody('institution'), inRoom, ['one'], false],
    ['a platform admin who was named one', somebody('admin'), inRoom, ['one'], false],
  ])('runs a session or not: %s', (_, actor, room, moderators, may) => {
    expect(mayRun(actor, room, { moderators })).toBe(may)
    expect(standingIn(actor, { ...room, mayWrite: true }, { moderators })).toEqual({
      userId: actor.id,
      moderator: may,
      mayTakePart: true,
    })
  })
})

const reader = { userId: 'reader', moderator: false, mayTakePart: true }
const nobody = { userId: null, moderator: false, mayTakePart: false }
const moderator = { userId: 'moderator', moderator: true, mayTakePart: true }
const party = { userId: 'asker', name: null, organisationId: null, institution: null }
const asker = { userId: 'asker', moderator: false, mayTakePart: true }

describe('Words that wait or were refused', () => {
  it.each([
    ['pending', false, [false, false, true, true], [false, false, true, true]],
    ['published', true, [true, true, true, true], [true, true, true, true]],
    ['rejected', false, [false, false, true, true], [false, false, true, true]],
    ['rejected', true, [true, true, true, true], [false, false, true, true]],
  ] as const)('are seen by whom they concern: %s, shown %s', (state, shown, sees, reads) => {
    const question = { state, shown, askers: [party] }
    const all = [nobody, reader, asker, moderator]
    expect(all.map((one) => maySeeQuestion(one, question))).toEqual(sees)
    expect(all.map((one) => maySeeWordsOf(one, question))).toEqual(reads)
  })

  it('of a guest are nobody’s own', () => {
    const guests = { state: 'pending' as const, shown: false, askers: [{ ...party, userId: null }] }
    expect(maySeeQuestion(nobody, guests)).toBe(false)
  })

  it('of a turn in writing are read when it is called', () => {
    const all = [nobody, reader, asker, moderator]
    expect(all.map((one) => maySeeWordsOfHand(one, { party }, false))).toEqual([false, false, true, true])
    expect(all.map((one) => maySeeWordsOfHand(one, { party }, true))).toEqual([true, true, true, true])
  })
})

describe('Guests', () => {
  it.each([
    ['public', true, false, true],
    ['members', true, false, true],
    ['closed', true, false, false],
    ['public', false, false, false],
    ['public', true, true, false],
  ])('ask in a %s room or not', (visibility, guestsMayAsk, ended, may) => {
    expect(mayAskAsGuest({ visibility }, { guestsMayAsk, ended })).toBe(may)
  })

  it('are invited by everybody where they may ask, else by moderators alone', () => {
    expect([reader, moderator].map((one) => maySeeCode(one, { guestsMayAsk: true }))).toEqual([true, true])
    expect([reader, moderator].map((one) => maySeeCode(one, { guestsMayAsk: false }))).toEqual([false, true])
  })
})
