import { z } from 'zod'
import { Done, Id, IsoTime, Locale, Nothing } from './common.ts'
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

/** So long an erasure that was asked for may be taken back; then it is carried out. */
export const erasureWaitDays = 7

/** What becomes of what somebody wrote: it stays without their name, or goes. */
export const ErasureTexts = z.enum(['keep', 'remove'])
export type ErasureTexts = z.infer<typeof ErasureTexts>

/** An erasure of one's account that was asked for. */
export const OwnErasure = z
  .object({ texts: ErasureTexts, requestedAt: IsoTime, dueAt: IsoTime })
  .meta({ id: 'OwnErasure' })
export type OwnErasure = z.infer<typeof OwnErasure>

export const privacy = operations({
  'privacy.erasure': {
    title: 'The erasure of one’s account that was asked for, and who depends on the account until then.',
    who: 'signed-in',
    http: 'GET /me/erasure',
    whileLeaving: true,
    input: Nothing,
    reply: z.object({
      erasure: OwnErasure.nullable(),
      /** So many days it may be taken back. */
      waitDays: z.int(),
      /** Organisations that others belong to and nobody else runs: they are handed over first. */
      handOver: z.array(z.object({ organisationId: Id, name: z.string(), slug: z.string() })),
      /** Organisations nobody else belongs to: they stay, and nobody runs them. */
      leftAlone: z.array(z.object({ organisationId: Id, name: z.string(), slug: z.string() })),
      /** Nobody else runs the platform. */
      lastPlatformAdmin: z.boolean(),
    }),
  },
  'privacy.requestErasure': {
    title: 'Ask for the erasure of one’s account; it can be taken back for some days.',
    who: 'signed-in',
    http: 'POST /me/erasure',
    stepUp: true,
    input: z.strictObject({ texts: ErasureTexts, locale: Locale }),
    reply: OwnErasure,
    problems: ['erasure.last-admin'],
  },
  'privacy.cancelErasure': {
    title: 'Take back that one’s account is to be erased.',
    who: 'signed-in',
    http: 'DELETE /me/erasure',
    whileLeaving: true,
    input: Nothing,
    reply: Done,
  },
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
