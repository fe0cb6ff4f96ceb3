import { z } from 'zod'
import { Nothing } from './common.ts'
import { events, operations } from './define.ts'

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

export const platformEvents = events({
  /**
   * Said first on every connection: which life of the store this is. It is another one after a restore from a backup;
   * whoever knows clocks or places of the life before starts as on a first visit.
   */
  'server.epoch': z.object({ epoch: z.string() }),
  /** The server goes, or gives way to a newer one: whoever hears it hangs up and comes back after this time. */
  'server.moving': z.object({ afterMs: z.int().min(0) }),
})
