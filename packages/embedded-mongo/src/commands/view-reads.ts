import type { Outgoing } from '../bson/raw.ts'
import { decode, type Document } from '../bson/values.ts'
import { aggregate } from './aggregate.ts'
import type { CommandContext, Reply } from './context.ts'
import { aggregationBehind } from './views.ts'

/** Answers a command that reads a view; undefined when it does not. */
export function readView(context: CommandContext): Promise<Reply> | undefined {
  const aggregation = aggregationBehind(context)
  if (!aggregation) return undefined
  switch (context.name) {
    case 'count':
      return only(aggregation).then((result) => ({ n: result?.['count'] ?? 0, ok: 1 }))
    case 'distinct':
      return only(aggregation).then((result) => ({ values: result?.['values'] ?? [], ok: 1 }))
    default:
      return aggregate(aggregation, context.namespace())
  }
}

/** The one document such an aggregation comes to, if any. */
async function only(aggregation: CommandContext): Promise<Document | undefined> {
  const reply = decode(((await aggregate(aggregation)) as Outgoing).document)
  return (reply['cursor'] as { firstBatch: Document[] }).firstBatch[0]
}
