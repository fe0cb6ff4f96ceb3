import { Locale, ModerationRule, type Statement } from '@augenhoehe/contracts'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { statementMail } from './mails.ts'

const root = resolve(import.meta.dirname, '../../../..')
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')

interface Words {
  [key: string]: string | Words
}
const words = (locale: string, name: string) =>
  JSON.parse(read(`client/src/locales/${locale}/${name}.json`)) as Words
const sentences = (tree: Words): string[] =>
  Object.values(tree).flatMap((one) => (typeof one === 'string' ? [one] : sentences(one)))

const statement = (rule: Statement['rule']): Statement => ({
  id: 'ab'.repeat(12),
  kind: 'hide',
  measure: null,
  place: {
    roomSlug: 'raum',
    room: { de: 'Raum' },
    threadId: null,
    thread: null,
    contributionId: null,
    organisation: null,
    listing: null,
  },
  words: null,
  rule,
  facts: 'Das war kein Zitat.',
  automated: false,
  followedReport: false,
  office: 'moderator',
  decidedAt: '2026-11-02T10:00:00.000Z',
  until: null,
  state: 'in-force',
  appealUntil: null,
  appeal: null,
})

describe('the words of a decision', () => {
  it.each(Locale.options)('name the rules in the mail as on the page (%s)', (locale) => {
    const rules = words(locale, 'threads')['rule'] as Record<string, string>
    for (const rule of ModerationRule.options)
      expect(statementMail('a@example.org', locale, statement(rule), '/').text).toContain(
        `: ${rules[rule]}\n`,
      )
  })

  it('stand in the documentation as they are shown', () => {
    const [, section = ''] = read('docs/capabilities/moderation.md').split('### In German, word for word')
    const quoted = [...section.split('\n## ')[0]!.matchAll(/„([^“]+)“/g)].map(([, words]) => words!)
    expect(quoted.length).toBeGreaterThan(30)
    const shown = ['moderating', 'moderation', 'threads'].flatMap((name) => sentences(words('de', name)))
    expect(quoted.filter((one) => !shown.includes(one))).toEqual([])
  })
})
