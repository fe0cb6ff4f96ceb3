import { createHash } from 'node:crypto'
import { Contributions, type ContributionDoc } from './model.ts'

/** What a thread holds, in a few words: two stores that hold the same say the same of it. */
export interface ThreadPrint {
  threadId: string
  count: number
  /** The last place, and whether every place before it is taken. */
  head: number
  gapless: boolean
  /** Over id, place and the hash of the words of everything in it. */
  hash: string
}

/** The collection that it is taken of. */
export const fingerprinted = Contributions.collection.collectionName

const hashOf = (...parts: readonly (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

type Row = Pick<ContributionDoc, '_id' | 'threadId' | 'seq'> & { text?: string | null }

/** Takes contributions in any order. */
export function createFingerprint() {
  const threads = new Map<string, { rows: Buffer[]; places: number; head: number }>()
  return {
    add({ _id, threadId, seq, text }: Row) {
      const id = String(threadId)
      const thread = threads.get(id) ?? { rows: [], places: 0, head: 0 }
      threads.set(id, thread)
      thread.rows.push(hashOf(`${String(_id)} ${seq ?? '-'} `, hashOf(text ?? '')))
      // A place is taken once, by a unique index: as many as the last one says that none is left out.
      if (seq !== undefined) {
        thread.places++
        thread.head = Math.max(thread.head, seq)
      }
    },
    prints: (): ThreadPrint[] =>
      [...threads]
        .map(([threadId, { rows, places, head }]) => ({
          threadId,
          count: rows.length,
          head,
          gapless: places === head,
          hash: hashOf(...rows.sort((a, b) => Buffer.compare(a, b))).toString('hex'),
        }))
        .sort((a, b) => (a.threadId < b.threadId ? -1 : 1)),
  }
}

/** Of everything that is stored now. */
export async function storedFingerprint(): Promise<ThreadPrint[]> {
  const fingerprint = createFingerprint()
  const all = Contributions.find({}, { threadId: 1, seq: 1, text: 1 }).lean<Row[]>().cursor()
  for await (const row of all) fingerprint.add(row)
  return fingerprint.prints()
}
