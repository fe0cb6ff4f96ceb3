import { z } from 'zod'
import { Nothing } from './common.ts'
import { operations } from './define.ts'

export const platform = operations({
  'platform.get': {
    title: 'What the browser may know of this installation.',
    who: 'anyone',
    http: 'GET /platform',
    input: Nothing,
    reply: z.object({
      version: z.string(),
      /** The store holds the demonstration world. */
      demonstration: z.boolean(),
      /** Nobody runs this installation yet: the printed link makes the first admin. */
      unclaimed: z.boolean(),
    }),
  },
})
