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

/**
 * Writes to everybody who was not written to yet, and notes each as soon as the mail is handed over: whoever begins
 * anew writes to nobody twice. What cannot be handed over is left to the next time.
 */
export async function writeToEach<R extends Reader>(
  readers: readonly R[],
  before: Iterable<unknown>,
  { write, note }: { write: (reader: R) => Promise<boolean>; note: (userId: string) => Promise<unknown> },
): Promise<{ told: ReadonlySet<string>; all: boolean }> {
  const told = new Set([...before].map(String))
  for (const reader of readers) {
    if (told.has(reader.userId) || !(await write(reader))) continue
    told.add(reader.userId)
    await note(reader.userId)
  }
  return { told, all: readers.every(({ userId }) => told.has(userId)) }
}
