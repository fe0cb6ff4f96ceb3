import { expect, it } from 'vitest'
import { soften } from './soften.ts'

it('parts long words of headings where German does, and changes no letter', () => {
  const title = 'Migrantenorganisationen als Dialogpartner für Politik und Verwaltung'
  expect(soften(title)).toBe(
    'Migranten\u00ADorganisationen als Dialog\u00ADpartner für Politik und Verwaltung',
  )
  expect(soften(title).replaceAll('\u00AD', '')).toBe(title)
  expect(soften('Kurz')).toBe('Kurz')
})
