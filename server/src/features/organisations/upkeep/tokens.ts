import type { Signer } from '../../../platform/signature.ts'

/** A link of a mail: who of which organisation may answer which question. */
export interface Question {
  organisationId: string
  userId: string
  askedAt: Date
}

const idBytes = 12
const timeBytes = 6

/** Nothing of it is stored: the same question has the same link, however often its mail is sent. */
export const createTokens = (signer: Signer) => ({
  of({ organisationId, userId, askedAt }: Question): string {
    const at = Buffer.alloc(timeBytes)
    at.writeUIntBE(askedAt.getTime(), 0, timeBytes)
    return signer.seal(Buffer.concat([Buffer.from(organisationId, 'hex'), Buffer.from(userId, 'hex'), at]))
  },

  read(token: string): Question | undefined {
    const words = signer.open(token)
    if (words?.length !== 2 * idBytes + timeBytes) return undefined
    return {
      organisationId: words.toString('hex', 0, idBytes),
      userId: words.toString('hex', idBytes, 2 * idBytes),
      askedAt: new Date(words.readUIntBE(2 * idBytes, timeBytes)),
    }
  },
})
