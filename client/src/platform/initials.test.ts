import { expect, it } from 'vitest'
import { initials } from './initials.ts'

it.each([
  ['Brunnenstube Gießen e. V.', 'BG'],
  ['Feder & Faden Wetzlar e.V.', 'FW'],
  ['Zeitbrücke', 'ZE'],
  ['Verein für Bildung', 'VB'],
  ['Österreicher im Taunus', 'ÖT'],
  ['جمعية النور', 'جا'],
])('%s is %s in its circle', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
