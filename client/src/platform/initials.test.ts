import { expect, it } from 'vitest'
import { initials } from './initials.ts'

it.each([
  ['Brunnenstube Gießen e. V.', 'BG'],
  ['Feder & Faden Wetzlar e.V.', 'FW'],
  ['Zeitbrücke', 'ZE'],
  ['Verein für Bildung', 'VB'],
  ['Österreicher im Taunus', 'ÖT'],
  ['جمعية النور', 'جا'],
  ['የኢትዮጵያ ማኅበር', 'የማ'],
  ['ማሕበር ኤርትራውያን ሄሰን', 'ማሄ'],
  ['北京文化协会', '北京'],
  ['საქართველოს სათვისტომო', 'სს'],
  ['हिन्दी समाज', 'हिस'],
  ['Україна разом', 'УР'],
  ['Հայ համայնք', 'ՀՀ'],
  ['مؤسسة می‌خوانیم', 'مم'],
  ['e\u0301cole', 'E\u0301C'],
  ['👨‍👩‍👧 Familien', 'FA'],
  ['👨‍👩‍👧', '👨‍👩‍👧'],
  ['', ''],
])('%s is %s in its circle', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
