import { Locale } from '@augenhoehe/contracts'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportWords } from './words.ts'

interface Shown {
  kind: Record<string, string>
  spread: Record<string, string>
  easy: { title: string; by: string }
}
const shownIn = (locale: Locale) => {
  const path = `../../../../../client/src/locales/${locale}/results.json`
  return JSON.parse(readFileSync(resolve(import.meta.dirname, path), 'utf8')) as Shown
}

describe('the words of a file', () => {
  it.each(Locale.options)('call things what the page calls them (%s)', (locale) => {
    const { kind, spread, easy } = shownIn(locale)
    const file = exportWords[locale]
    expect(file.kind).toEqual(kind)
    expect({ none: spread['none'], ...file.spread }).toEqual(spread)
    expect([file.easy, file.easyBy]).toEqual([easy.title, easy.by])
  })
})
