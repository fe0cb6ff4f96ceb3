import { z } from 'zod'
import { IsoTime, Limit, QueryInt } from './common.ts'
import { operations } from './define.ts'

const Facts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]).readonly(),
)

/** One act in an office. Ids, rules and values; nobody's words or name. */
export const AuditEntry = z
  .object({
    n: z.int().positive(),
    at: IsoTime,
    actorId: z.string(),
    office: z.enum(['moderator', 'organisation-admin', 'institution', 'staff', 'admin']),
    act: z.string(),
    target: Facts,
    before: Facts.nullable(),
    after: Facts.nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>

export const audit = operations({
  'audit.list': {
    title: 'What was done in an office, newest first (platform admins).',
    who: 'staff',
    http: 'GET /audit',
    input: z.strictObject({
      before: QueryInt(1, Number.MAX_SAFE_INTEGER).optional(),
      limit: Limit(50, 200),
    }),
    reply: z.object({ entries: z.array(AuditEntry), more: z.boolean() }),
    problems: ['not-found'],
  },
})
