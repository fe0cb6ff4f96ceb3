import { ContactPurpose, FieldAudience, FunctionKind } from '@augenhoehe/contracts'
import { expect, it } from 'vitest'
import { audiences, contactPurposes, functionKinds } from './kinds.ts'

/** The contracts themselves stay on the server: the browser has no need of a parser. */
it.each([
  { name: 'function', offered: functionKinds, known: FunctionKind.options },
  { name: 'purpose of a contact', offered: contactPurposes, known: ContactPurpose.options },
  { name: 'audience', offered: audiences, known: FieldAudience.options },
])('offers every $name the server knows', ({ offered, known }) => {
  expect(offered).toHaveLength(known.length)
  expect(new Set<string>(offered)).toEqual(new Set<string>(known))
})
