import type { Thread } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import { byQuestion, lastOrganisations, newest } from './threads-of.ts'

const question = (id: string, order: number) => ({
  id,
  order,
  text: { de: id },
  short: { de: id },
  retired: false,
})
const room = { questions: [question('third', 3), question('first', 1), question('second', 2)] }
const thread = (id: string, questionId: string | null, at: string | null, lastOrganisation = id) =>
  ({ id, questionId, createdAt: '2026-01-01T00:00:00Z', lastContributionAt: at, lastOrganisation }) as Thread

const threads = [
  thread('a', 'first', '2026-03-01T00:00:00Z', 'Wabe'),
  thread('b', 'first', '2026-03-03T00:00:00Z', 'Olivenhain'),
  thread('c', null, '2026-03-02T00:00:00Z', 'Wabe'),
  thread('d', 'gone', null, 'Sternwarte'),
]

describe('threads of a room', () => {
  it('stand under their questions, newest first, in the order of the questions', () => {
    const { questions, free } = byQuestion(room, threads)
    expect(questions.map((one) => [one.question.id, one.threads.map(({ id }) => id)])).toEqual([
      ['first', ['b', 'a']],
      ['second', []],
      ['third', []],
    ])
    expect(free.map(({ id }) => id)).toEqual(['c', 'd'])
  })

  it('name each association once, the last one first', () => {
    expect(lastOrganisations(threads, 2)).toEqual(['Olivenhain', 'Wabe'])
  })

  it('count one without contributions by its beginning', () => {
    expect(newest(threads, 4).map(({ id }) => id)).toEqual(['b', 'c', 'a', 'd'])
  })
})
