import { describe, expect, it } from 'vitest'
import { documentation } from '../samples.ts'
import { isSame, sentOf, typedOf, wrongIn } from './building.ts'

const typed = typedOf(documentation())

describe('building a documentation', () => {
  it('sends what it was given, with nothing where nothing is', () => {
    expect(sentOf(typed).parts.map(({ kind }) => kind)).toEqual(['text', 'session', 'session', 'text'])
    expect(sentOf({ ...typed, place: '  ' }).place).toBeNull()
    expect(sentOf(typed).parts[1]).toEqual({
      kind: 'session',
      sessionId: expect.any(String),
      title: 'Workshop 1',
      reason: null,
    })
    expect(isSame(typed, { ...typed, title: `${typed.title} ` })).toBe(true)
  })

  it('names what is missing', () => {
    expect(wrongIn(typed)).toEqual({ title: false, date: false, parts: [] })
    const [first, ...others] = typed.parts
    expect(wrongIn({ ...typed, title: '', date: '', parts: [{ ...first!, title: ' ' }, ...others] })).toEqual(
      {
        title: true,
        date: true,
        parts: [first!.key],
      },
    )
  })
})
