import type { VoteValue } from '@augenhoehe/contracts'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fewestVoters, opinionGroups, type Voter } from './groups.ts'
import { groupsIn } from './statements.ts'
import type { LiveState } from './state.ts'

const statements = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']

/** So many people who vote like this, most of them but for one statement. */
const camp = (name: string, size: number, values: readonly VoteValue[]): Voter[] =>
  Array.from({ length: size }, (_, i) => ({
    person: `${name} ${String(i).padStart(3, '0')}`,
    votes: new Map(
      values.map((value, at) => {
        const turned = value === 'agree' ? 'disagree' : 'agree'
        return [statements[at]!, at === i % 13 ? turned : value]
      }),
    ),
  }))

const all = (value: VoteValue) => statements.map(() => value)
/** Agrees with one third of the statements, and not with the others. */
const third = (which: number) =>
  statements.map((_, i): VoteValue => (Math.floor(i / 3) === which ? 'agree' : 'disagree'))

const members = (voters: readonly Voter[]) => opinionGroups(voters).map(({ people }) => people)

describe('Groups of opinion', () => {
  it('are found where people vote in camps, largest first', () => {
    const [yes, no] = [camp('yes', 20, all('agree')), camp('no', 15, all('disagree'))]
    expect(members([...no, ...yes])).toEqual([
      yes.map(({ person }) => person),
      no.map(({ person }) => person),
    ])
  })

  it('are three where there are three camps', () => {
    const camps = [camp('x', 14, third(0)), camp('y', 12, third(1)), camp('z', 10, third(2))]
    expect(members(camps.flat()).map(({ length }) => length)).toEqual([14, 12, 10])
  })

  it('are none below thirty voters, and none where all agree', () => {
    const yes = camp('yes', 15, all('agree'))
    const no = camp('no', fewestVoters - 16, all('disagree'))
    expect(opinionGroups([...yes, ...no])).toEqual([])
    const same = Array.from({ length: 40 }, (_, i) => ({
      person: `p ${i}`,
      votes: new Map(statements.map((statement) => [statement, 'agree' as const])),
    }))
    expect(opinionGroups(same)).toEqual([])
  })

  const crowd = fc
    .array(
      fc.array(fc.constantFrom<VoteValue | null>('agree', 'disagree', 'unsure', null), {
        minLength: 4,
        maxLength: 4,
      }),
      {
        minLength: fewestVoters,
        maxLength: 45,
      },
    )
    .map((rows) =>
      rows.map((row, i): Voter => ({
        person: `p ${i}`,
        votes: new Map(
          row.flatMap((value, at) => (value === null ? [] : [[statements[at]!, value] as const])),
        ),
      })),
    )

  it('are the same whatever the order of voters, hold nobody twice, and never point at one or two people', () => {
    fc.assert(
      fc.property(crowd, fc.nat(), (voters, turn) => {
        const groups = members(voters)
        const at = turn % voters.length
        expect(members([...voters.slice(at), ...voters.slice(0, at)].toReversed())).toEqual(groups)
        expect(new Set(groups.flat()).size).toBe(groups.flat().length)
        if (groups.length > 0) expect(groups.flat()).toHaveLength(voters.length)
        for (const group of groups) expect(group.length).toBeGreaterThanOrEqual(3)
      }),
      { numRuns: 20 },
    )
  })
})

describe('What is shown of groups', () => {
  it('is how many they are and how they voted on what is closed, never who they are', () => {
    const voters = [...camp('yes', 20, all('agree')), ...camp('no', 15, all('disagree'))]
    const statement = (id: string) => [id, { id, open: id === 'a' }] as const
    const ballot = ({ person, votes }: Voter, id: string) => [person, { value: votes.get(id)! }] as const
    const state = {
      statements: Object.fromEntries(statements.map(statement)),
      ballots: Object.fromEntries(
        statements.map((id) => [id, Object.fromEntries(voters.map((voter) => ballot(voter, id)))]),
      ),
    } as unknown as LiveState
    const shown = groupsIn(state)
    expect(shown).toMatchObject({ voters: 35, fewest: 30 })
    expect(shown.groups.map(({ size }) => size)).toEqual([20, 15])
    expect(shown.groups[0]!.statements.map(({ statementId }) => statementId)).toEqual(statements.slice(1))
    // Of twenty, the third and the sixteenth differ here.
    expect(shown.groups[0]!.statements[1]).toEqual({ statementId: 'c', agree: 18, disagree: 2, unsure: 0 })
    expect(JSON.stringify(shown)).not.toMatch(/yes|no \d/)
  })
})
