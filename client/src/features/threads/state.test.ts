import { describe, expect, it } from 'vitest'
import { simulate } from './simulation/simulate.ts'
import type { Rules } from './simulation/world.ts'
import { isGap, takeFollow, takeOwn, takePush } from './state.ts'

const rules: Rules = { isGap, takeFollow, takeOwn, takePush }
const histories = 2000
const firstSeed = 20_261_122

const firstFault = (of: Rules): string | null => {
  for (let seed = firstSeed; seed < firstSeed + histories; seed++) {
    const fault = simulate(seed, of)
    if (fault) return `seed ${seed}: ${fault}`
  }
  return null
}

describe('what a reader sees after everything has arrived', () => {
  it(`equals a reload in ${histories} random histories from seed ${firstSeed}`, () => {
    expect(firstFault(rules)).toBeNull()
  })
})

describe('the simulation notices a plausible wrong rule:', () => {
  it.each<[string, Partial<Rules>]>([
    [
      'the answer to an own write moves the cursor',
      {
        takeOwn: (state, contribution) => ({
          ...takeOwn(state, contribution),
          rev: Math.max(state.rev, contribution.rev),
        }),
      },
    ],
    [
      'a push moves the cursor even after a gap',
      { takePush: (state, push) => ({ ...takePush(state, push), rev: Math.max(state.rev, push.rev) }) },
    ],
    ['a gap is not followed up', { isGap: () => false }],
    [
      'what arrives last wins',
      {
        takePush: (state, push) => ({
          ...takePush(state, push),
          contributions: new Map([
            ...state.contributions,
            ...push.contributions.map((contribution) => [contribution.id, contribution] as const),
          ]),
        }),
      },
    ],
    [
      'news from before a reload is taken in after it',
      {
        takePush: (state, push) => ({ ...takePush({ ...state, floor: 0 }, push), floor: state.floor }),
      },
    ],
  ])('%s', (_, wrong) => {
    expect(firstFault({ ...rules, ...wrong })).not.toBeNull()
  })
})
