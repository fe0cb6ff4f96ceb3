import { expect, it } from 'vitest'
import { isolated } from './isolated.ts'

it('keeps a name together in a sentence that runs the other way', () => {
  expect(isolated('Drei Flüsse Hanau e. V.', 'rtl')).toBe('\u2066Drei Flüsse Hanau e. V.\u2069')
  expect(isolated('Олег', 'rtl')).toBe('\u2066Олег\u2069')
  expect(isolated('جمعية النور', 'ltr')).toBe('\u2067جمعية النور\u2069')
})

it('leaves alone what runs the same way, figures, and lists that are sentences already', () => {
  for (const same of ['جمعية النور', '12', '1:24', 'Wabe Offenbach وجمعية النور'])
    expect(isolated(same, 'rtl')).toBe(same)
  for (const same of ['Wabe Offenbach', '12', 'Wabe und جمعية النور'])
    expect(isolated(same, 'ltr')).toBe(same)
})
