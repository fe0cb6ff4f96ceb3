import type { Signer } from './signature.ts'

/** A link of a mail: who may answer which question about what. */
export interface MailLink {
  subjectId: string
  userId: string
  /** Which of the questions about it: the moment it is known by. */
  question: Date
}

const idBytes = 12
const timeBytes = 6

/** Nothing of it is stored: the same question has the same link, however often its mail is sent. */
export const createMailLinks = (signer: Signer) => ({
  of({ subjectId, userId, question }: MailLink): string {
    const at = Buffer.alloc(timeBytes)
    at.writeUIntBE(question.getTime(), 0, timeBytes)
    return signer.seal(Buffer.concat([Buffer.from(subjectId, 'hex'), Buffer.from(userId, 'hex'), at]))
  },

  read(token: string): MailLink | undefined {
    const words = signer.open(token)
    if (words?.length !== 2 * idBytes + timeBytes) return undefined
    return {
      subjectId: words.toString('hex', 0, idBytes),
      userId: words.toString('hex', idBytes, 2 * idBytes),
      question: new Date(words.readUIntBE(2 * idBytes, timeBytes)),
    }
  },
})
export type MailLinks = ReturnType<typeof createMailLinks>

interface Reader {
  userId: string
}

interface Writing<R extends Reader, C> {
  /**
   * Notes, in one conditional write, that somebody is being written to, and says about what; undefined where they have
   * been already, or another process is at it.
   */
  claim: (userId: string) => Promise<C | undefined>
  /** Whether the mail was handed over. */
  write: (reader: R, claimed: C) => Promise<boolean>
  /** Takes the note back. */
  release: (userId: string, claimed: C) => Promise<unknown>
}

/**
 * Writes to everybody who was not written to yet. Each is noted before the mail is handed over: whatever ends in between,
 * and however many do this at the same time, nobody is written to twice. What cannot be handed over is left to the next
 * time.
 */
export async function writeToEach<R extends Reader, C>(
  readers: readonly R[],
  before: Iterable<unknown>,
  { claim, write, release }: Writing<R, C>,
): Promise<{ told: ReadonlySet<string>; all: boolean }> {
  const told = new Set([...before].map(String))
  for (const reader of readers) {
    const { userId } = reader
    if (told.has(userId)) continue
    const claimed = await claim(userId)
    if (claimed === undefined) continue
    let handedOver = false
    try {
      handedOver = await write(reader, claimed)
    } finally {
      if (!handedOver) await release(userId, claimed)
    }
    if (handedOver) told.add(userId)
  }
  return { told, all: readers.every(({ userId }) => told.has(userId)) }
}

/** Whether a conditional write happened, as an answer of `claim`. */
export const claimedBy = ({ modifiedCount }: { modifiedCount: number }): true | undefined =>
  modifiedCount > 0 || undefined
