import { expect, it } from 'vitest'
import { parted } from './parted.ts'

it('says where a long word may be parted, and changes no letter', () => {
  const term = 'Verwendungsnachweis und Körperschaftsteuer'
  expect(parted(term)).toBe('Verwendungs\u00ADnachweis und Körperschaft\u00ADsteuer')
  expect(parted('Stadtverordnetenversammlung')).toBe('Stadtverordneten\u00ADversammlung')
  expect(parted('e. V.')).toBe('e. V.')
  expect(parted('Satzung')).toBe('Satzung')
})
