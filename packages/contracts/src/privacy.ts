import { z } from 'zod'
import { Id, IsoTime, Locale, Nothing } from './common.ts'
import { operations } from './define.ts'

/** So long a finished export lies ready; then it is deleted. */
export const exportKeptHours = 24
/** By then at the latest an export that was asked for is ready. */
export const exportReadyHours = 72

/** Everything the platform holds about one person, put together for that person. */
export const OwnExport = z
  .object({
    id: Id,
    state: z.enum(['waiting', 'ready']),
    requestedAt: IsoTime,
    /** Until when it can be fetched; none while it is being made. */
    expiresAt: IsoTime.nullable(),
    /** Where its files lie, as paths of this platform; only for whoever asked, and signed in. */
    files: z.object({ html: z.string(), json: z.string() }).nullable(),
  })
  .meta({ id: 'OwnExport' })
export type OwnExport = z.infer<typeof OwnExport>

export const privacy = operations({
  'privacy.requestExport': {
    title: 'Ask for everything the platform holds about oneself; a mail says when it is ready.',
    who: 'signed-in',
    http: 'POST /me/exports',
    stepUp: true,
    input: z.strictObject({ locale: Locale }),
    reply: OwnExport,
  },
  'privacy.exports': {
    title: 'One’s own exports that are being made or lie ready, newest first.',
    who: 'signed-in',
    http: 'GET /me/exports',
    input: Nothing,
    reply: z.object({ exports: z.array(OwnExport) }),
  },
})
