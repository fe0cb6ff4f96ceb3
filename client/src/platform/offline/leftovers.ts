import type { ContributionDraft } from '@augenhoehe/contracts'
import type { StoredUnsent } from './store.ts'
import type { Beginning } from './unsent.ts'

const prefix = 'augenhoehe.'

/** What the browser's small storage holds of what is kept elsewhere now: contributions on their way, and drafts. */
export function leftovers(entries: readonly (readonly [string, string])[]) {
  const waiting: StoredUnsent[] = []
  const drafts: (readonly [string, string])[] = []
  const keys: string[] = []
  for (const [key, value] of entries) {
    const [, kind, name] = /^augenhoehe\.(outbox|draft)\.(.+)$/.exec(key) ?? []
    if (name === undefined || !key.startsWith(prefix)) continue
    keys.push(key)
    if (value === '') continue
    if (kind === 'draft') drafts.push([name, value])
    else for (const one of list(value)) if (isUnsent(one)) waiting.push(asStored(one, name))
  }
  return { waiting, drafts, keys }
}

function list(value: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(value)
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

type Old = Pick<StoredUnsent, 'draft' | 'since' | 'status' | 'place'>

const isUnsent = (one: unknown): one is Old => {
  const { draft } = (one ?? {}) as { draft?: Partial<ContributionDraft & Beginning> }
  return (
    typeof draft?.clientId === 'string' &&
    typeof draft.text === 'string' &&
    typeof (draft.threadId ?? draft.roomId) === 'string'
  )
}

const asStored = ({ draft, since, status, place }: Old, user: string): StoredUnsent => ({
  user,
  clientId: draft.clientId,
  draft,
  since,
  // Whatever was on its way then is not any more.
  status: status?.kind === 'failed' ? status : { kind: 'waiting' },
  ...(place && { place }),
})
