import type { RoomDoc } from '../rooms/index.ts'
import { partialityInAppeal, reads, type Judge, type Parties } from './policy.ts'

interface Needs {
  organisationsOf: (userId: string) => Promise<string[]>
}

/** Who is concerned by something, and who is not and may therefore decide it. */
export function createImpartiality({ organisationsOf }: Needs) {
  const judgeOf = async (id: string): Promise<Judge> => ({ id, organisations: await organisationsOf(id) })

  /** The author and, where known, whoever reported, each with their associations; and what it was written for. */
  async function partiesOf(
    people: readonly (string | null)[],
    writtenFor: readonly (string | null)[],
  ): Promise<Parties> {
    const known = [...new Set(people.filter((id) => id !== null))]
    const theirs = await Promise.all(known.map(organisationsOf))
    return { people: known, organisations: [...writtenFor.filter((id) => id !== null), ...theirs.flat()] }
  }

  /** Moderators of a room who may decide, in a language; of an appeal others than who decided. */
  async function judgesIn(
    room: RoomDoc,
    language: string | null,
    parties: Parties,
    not: string | null = null,
  ) {
    const judges = await Promise.all(
      room.moderators.filter((one) => reads(one.languages, language)).map(({ userId }) => judgeOf(userId)),
    )
    return judges.filter((judge) => partialityInAppeal(judge, parties, not) === null)
  }

  return { judgeOf, partiesOf, judgesIn }
}
export type Impartiality = ReturnType<typeof createImpartiality>
