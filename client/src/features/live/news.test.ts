import { describe, expect, it } from 'vitest'
import { newsBetween } from './news.ts'
import { hand, party, question, snapshot, stage, statement, turn } from './samples.ts'

const me = 'b'.repeat(24)

describe('what is said to somebody who does not look', () => {
  it('is nothing where nothing of theirs changed', () => {
    const before = snapshot()
    const after = snapshot({ questions: [...before.questions, question(3, 'Neu?')], rev: 12 })
    expect(newsBetween(before, after, me)).toEqual([])
  })

  it('names one’s own place once, however often it changed in between', () => {
    const before = snapshot()
    const after = snapshot({ queue: before.queue.slice(1) })
    expect(newsBetween(before, after, me)).toEqual([{ kind: 'place', place: 2 }])
    expect(newsBetween(after, after, me)).toEqual([])
  })

  it('says that it is one’s turn, and to others whose turn it is', () => {
    const before = snapshot()
    const mine = hand(7, party('Brunnenstube Gießen', 'Samira Haddad', { userId: me }))
    const after = snapshot({
      queue: before.queue.filter(({ n }) => n !== 7),
      stage: { ...stage, turn: turn({ number: 5, hand: mine }) },
    })
    expect(newsBetween(before, after, me)).toEqual([{ kind: 'your-turn' }])
    expect(newsBetween(before, after, 'c'.repeat(24))).toEqual([
      { kind: 'turn', name: 'Brunnenstube Gießen' },
    ])
  })

  it('tells moderators of questions that wait, and nobody else', () => {
    const before = snapshot()
    const questions = [...before.questions, question(3, 'Darf ich?', { state: 'pending' })]
    expect(newsBetween({ ...before, mayRun: true }, snapshot({ questions, mayRun: true }), null)).toEqual([
      { kind: 'pending', count: 1 },
    ])
    expect(newsBetween(before, snapshot({ questions }), me)).toEqual([])
  })

  it('names a statement that can be voted on once, and none whose vote has ended', () => {
    const before = snapshot()
    const after = snapshot({
      statements: [
        ...before.statements,
        statement(2, 'Räume fehlen.'),
        statement(3, 'Vorbei.', { open: false }),
      ],
    })
    expect(newsBetween(before, after, null)).toEqual([{ kind: 'statement', text: 'Räume fehlen.' }])
    expect(newsBetween(after, after, null)).toEqual([])
  })
})
