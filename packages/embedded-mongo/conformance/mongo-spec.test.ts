import { describe, expect, it } from 'vitest'
import { explainedSkips, objections, outcomeOf, readSpec } from './mongo-spec.ts'

/** What the runner prints when everything SPEC.md explains is skipped. */
function printed(passed: number, failed: number, more: readonly string[] = []): string {
  const lines = [...explainedSkips(readSpec())].flatMap(([reason, files]) =>
    [...files].flatMap(([file, count]) =>
      Array.from({ length: count }, (_, i) => `  skip  ${file}.json: test ${i} (with brackets) (${reason})`),
    ),
  )
  const skipped = [...lines, ...more]
  return [
    'server 7.0.14, topology single',
    ...skipped,
    `passed ${passed}, failed ${failed}, skipped ${skipped.length}`,
  ].join('\n')
}

describe("MongoDB's own tests (M1)", () => {
  it('are explained where they are skipped, number by number', () => {
    const rows = [...readSpec().matchAll(/^\| `[^`]+` \| (\d+) \|/gm)].map(([, count]) => Number(count))
    const explained = [...explainedSkips(readSpec()).values()].map((files) =>
      [...files.values()].reduce((sum, count) => sum + count, 0),
    )
    expect(explained).toEqual(rows)
    expect(explained.length).toBeGreaterThan(0)
    expect(outcomeOf(printed(312, 0)).skips).toHaveLength(explained.reduce((sum, count) => sum + count, 0))
  })

  it('hold when nothing fails, enough passes and nothing else is skipped', () => {
    expect(objections(outcomeOf(printed(312, 0)))).toEqual([])
    expect(objections(outcomeOf(printed(312, 1)))).toEqual(['1 tests failed'])
    expect(objections(outcomeOf(printed(304, 0)))).toEqual(['304 tests passed, fewer than 305'])
    expect(
      objections(outcomeOf(printed(312, 0, ['  skip  find.json: new (server has no fail points)']))),
    ).toEqual(['SPEC.md does not explain: server has no fail points, find (1)'])
    expect(
      objections(outcomeOf(printed(312, 0, ['  skip  distinct-hint.json: new (server < 7.1.0)']))),
    ).toEqual(['SPEC.md does not explain: server < 7.1.0, distinct-hint (3)'])
  })

  it('are not taken for passed when the runner breaks off', () => {
    expect(() => outcomeOf('server 7.0.14, topology single\n')).toThrow('did not come to its end')
    expect(() => outcomeOf('passed 312, failed 0, skipped 3')).toThrow('3 tests were skipped, 0 were named')
  })
})
