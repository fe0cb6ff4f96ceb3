import { z } from 'zod'

/** A value that a schema accepts; ids exist nowhere. */
export function sample(schema: z.ZodType, key = ''): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  return fromJson(json, key)
}

interface JsonSchema {
  type?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  minimum?: number
  minItems?: number
  default?: unknown
}

const byKey: Record<string, unknown> = {
  municipality: '06531005',
  fields: ['culture'],
  lang: 'de',
  startsAt: '2099-01-01T18:00:00.000Z',
  agenda: [{ title: 'Wer macht mit?', minutes: 20 }],
  meetingUrl: null,
  topic: null,
  sliders: { distance: 1, language: 0, topic: -1 },
  code: 'ABC234',
  totp: '000000',
  ticket: 'a-ticket-that-nobody-was-ever-given',
  languages: ['de'],
  category: 'rooms',
  clientId: '11111111-2222-4333-8444-555555555555',
  email: 'nobody@augenhoehe.example',
  password: 'long enough for a password',
  newPassword: 'long enough for a password',
  token: 'a-token-that-nobody-was-ever-given',
  slug: 'nowhere',
  cursor: 'bm90aGluZw',
  until: '2099-01-01T00:00:00.000Z',
  embargo: '2099-01-01T08:00:00.000Z',
  version: '1',
}

function fromJson(json: JsonSchema, key: string): unknown {
  if (key in byKey) return byKey[key]
  if (json.const !== undefined) return json.const
  if (json.enum) return json.enum[0]
  const some = json.anyOf ?? json.oneOf
  if (some) return fromJson(some[0]!, key)
  if (json.type === 'object') {
    return Object.fromEntries(
      (json.required ?? []).map((name) => [name, fromJson(json.properties![name]!, name)]),
    )
  }
  if (json.type === 'array')
    return Array.from({ length: json.minItems ?? 0 }, () => fromJson(json.items ?? {}, key))
  if (json.type === 'integer' || json.type === 'number') return Math.max(json.minimum ?? 1, 1)
  if (json.type === 'boolean') return true
  if (json.format === 'date') return '2099-01-01'
  if (json.pattern?.startsWith('^[a-z0-9][a-z0-9-]')) return 'words-enough'
  if (json.pattern === '^[\\w-]+$') return 'bm90aGluZw'
  if (json.pattern?.includes('[0-9a-f]{24}')) return 'ffffffffffffffffffffffff'
  return 'words enough'
}
