import type { Room } from '@augenhoehe/contracts'
import * as topics from '@augenhoehe/reference-data/topics'
import { describe, expect, it } from 'vitest'
import { fittingRooms } from './fitting-rooms.ts'

const room = (slug: string, questions: string[], archived = false) =>
  ({ slug, archived, questions: questions.map((id) => ({ id })) }) as Room
const professional = room('professionalisierung', ['q-prof-1'])
const dialogue = room('dialog', ['q-dial-1'])
const own = room('eigener-raum', ['a-question-of-its-own'])

describe('rooms to begin with', () => {
  it.each([
    [
      'bookkeeping',
      ['bookkeeping'],
      ['professionalisierung', 'dialog', 'eigener-raum'],
      [['bookkeeping'], [], []],
    ],
    [
      'somebody in the administration',
      ['contact-administration'],
      ['dialog', 'professionalisierung', 'eigener-raum'],
      [['contact-administration'], [], []],
    ],
    ['nothing', [], ['professionalisierung', 'dialog', 'eigener-raum'], [[], [], []]],
  ])('fit whoever needs %s, and say so only where it is true', (_, needs, slugs, reasons) => {
    const found = fittingRooms([professional, dialogue, own], needs, topics)
    expect(found.map((one) => one.room.slug)).toEqual(slugs)
    expect(found.map((one) => one.needs)).toEqual(reasons)
  })

  it('are never over', () => {
    expect(fittingRooms([room('alt', ['q-prof-1'], true)], ['bookkeeping'], topics)).toEqual([])
  })
})
