import { z } from 'zod'
import { inventedOperator, operatorIn, operatorNeeds, operatorSettings, type Operator } from './operator.ts'

const flag = z
  .enum(['0', '1', 'true', 'false', 'on', 'off'])
  .transform((text) => text === '1' || text === 'true' || text === 'on')

/** Every setting, described; a test holds this list and `.env.example` together. */
export const settings = {
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb://')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
    .optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Augenhöhe <augenhoehe@localhost>'),
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{87}$/, 'must be a public key in base64url')
    .optional(),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be a private key in base64url')
    .optional(),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:.+@.+|https:\/\/.+)$/, 'must start with mailto: or https://')
    .optional(),
  STAFF_SECOND_FACTOR: z
    .enum(['on', 'off'])
    .transform((text) => text === 'on')
    .optional(),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: z.string().min(1).optional(),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  /** So long a page waits to be drawn before it is sent without its content, in milliseconds. */
  DRAW_WITHIN_MS: z.coerce.number().int().min(0).max(60_000).default(800),
  INTERNAL_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  INTERNAL_HOST: z.string().min(1).default('127.0.0.1'),
  SHUTDOWN_PAUSE: z.coerce.number().int().min(0).max(10).optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  ERASURES_DIR: z.string().min(1).optional(),
  BACKUP_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits: openssl rand -hex 32')
    .optional(),
  ...operatorSettings,
}

const vapid = ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'] as const

const Environment = z.object(settings).superRefine((env, context) => {
  const given = vapid.filter((key) => env[key] !== undefined)
  for (const key of given.length > 0 ? vapid.filter((one) => env[one] === undefined) : [])
    context.addIssue({ code: 'custom', path: [key], message: `is needed with ${given[0]}` })
  const [said] = Object.keys(operatorSettings).filter(
    (key) => env[key as keyof typeof operatorSettings] !== undefined,
  )
  for (const key of said === undefined ? [] : operatorNeeds.filter((one) => env[one] === undefined))
    context.addIssue({ code: 'custom', path: [key], message: `is needed with ${said}` })
  // Each with a store of its own, they would tell each other of what the other does not have.
  if (env.REDIS_URL && !env.MONGODB_URI)
    context.addIssue({
      code: 'custom',
      path: ['MONGODB_URI'],
      message: 'is needed with REDIS_URL: several processes share one database',
    })
  if (env.NODE_ENV !== 'production') return
  const demand = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  if (!env.SESSION_SECRET) demand('SESSION_SECRET', 'is required in production')
  if (env.RATE_LIMITS === 'off') demand('RATE_LIMITS', 'cannot be off in production')
})

export type Config = Readonly<
  Omit<z.output<typeof Environment>, 'DEMO' | 'SHUTDOWN_PAUSE' | keyof typeof operatorSettings> & {
    DEMO: boolean
    SHUTDOWN_PAUSE: number
    production: boolean
    /** Who runs it; nobody has said so where it is null. */
    operator: Operator | null
  }
>

/**
 * Reads the environment once; nothing else does.
 * Throws one error that names every fault. An empty value counts as left out.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(settings)
      .filter((key) => environment[key] !== undefined && environment[key] !== '')
      .map((key) => [key, environment[key]]),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment does not fit:\n${faults.join('\n')}`)
  }
  const production = parsed.data.NODE_ENV === 'production'
  const DEMO = parsed.data.DEMO ?? !production
  const SHUTDOWN_PAUSE = parsed.data.SHUTDOWN_PAUSE ?? (production ? 5 : 0)
  const operator = operatorIn(parsed.data) ?? (DEMO && !production ? inventedOperator : null)
  return Object.freeze({ ...parsed.data, DEMO, SHUTDOWN_PAUSE, production, operator })
}
