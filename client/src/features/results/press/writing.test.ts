import { expect, it } from 'vitest'
import { draft, pressQuote } from './samples.ts'
import { isSame, sentOf, typedOf, unplaced, wrongIn } from './writing.ts'

it('sends what was stored as it was, until something is typed', () => {
  const stored = draft({ embargo: '2026-11-24T09:00:00.000Z' })
  const typed = typedOf(stored)
  expect(typed).toMatchObject({ date: '2026-11-24', time: '10:00' })
  const { heading, lead, parts, contact, embargo } = stored
  expect(sentOf(typed)).toEqual({ heading, lead, parts, contact, embargo })
  expect(isSame(typed, typedOf(stored))).toBe(true)
  expect(isSame({ ...typed, time: '11:00' }, typedOf(stored))).toBe(false)
  expect(isSame({ ...typed, time: '' }, typedOf(stored))).toBe(false)
})

it('leaves out paragraphs nobody has begun', () => {
  const typed = typedOf(draft())
  const parts = [...typed.parts, { key: 'new', kind: 'text' as const, text: '  ' }]
  expect(isSame({ ...typed, parts }, typed)).toBe(true)
})

it('says what is certainly wrong', () => {
  const typed = { ...typedOf(draft()), date: '', time: '' }
  expect(wrongIn(typed)).toEqual({ email: false, phone: false, embargo: false })
  expect(wrongIn({ ...typed, email: 'presse', phone: '1', date: '2026-11-24' })).toEqual({
    email: true,
    phone: true,
    embargo: true,
  })
})

it('knows which quotations have no place', () => {
  const [first, second] = [pressQuote(1), pressQuote(2)]
  const typed = typedOf(draft({ parts: [{ kind: 'quotation', quoteId: first.id }] }))
  expect(unplaced(typed, [first, second])).toEqual([second])
})
