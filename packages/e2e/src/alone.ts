import { expect } from 'vitest'
import type { Visitor } from './browser.ts'

const harmless = new Set(["'self'", "'none'", "'unsafe-inline'", 'data:'])

/** Whoever runs the platform alone learns who reads what: nobody else was asked for anything, and none could have been. */
export function expectNobodyElseAsked(
  { origins, policies }: Pick<Visitor, 'origins' | 'policies'>,
  url: string,
) {
  expect([...origins], 'asks another origin').toEqual([url])
  expect(policies.size, 'no page was opened').toBeGreaterThan(0)
  for (const policy of policies) {
    const directives = new Map(
      policy.split(';').map((directive) => {
        const [name, ...sources] = directive.trim().split(/\s+/)
        return [name!, sources] as const
      }),
    )
    // What is not named follows this one.
    expect(directives.get('default-src'), policy).toEqual(["'self'"])
    for (const sources of directives.values())
      expect(
        sources.filter((one) => !harmless.has(one)),
        policy,
      ).toEqual([])
    // Styles may stand in the page; scripts may not.
    expect(directives.get('script-src') ?? [], policy).not.toContain("'unsafe-inline'")
  }
}
