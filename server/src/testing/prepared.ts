import { readdir } from 'node:fs/promises'
import mongoose, { type mongo } from 'mongoose'
import type { Fixtures } from '../seed/demonstration.ts'

interface Prepared {
  world: Fixtures
  collections: { name: string; documents: mongo.BSON.Document[] }[]
  /** When it was today in it. */
  at: number
}

/** What is on at this moment and what was said lately must still be so: a world is as old as one that took long to make. */
const freshMs = 60_000
let prepared: Prepared | undefined

/** The world of the demonstration as it was filled by an earlier test of this worker. */
export const preparedWorld = () => (prepared && Date.now() - prepared.at < freshMs ? prepared : undefined)

/** Keeps what the store holds, so that the next test need not go through all services to have the same. */
export async function prepareWorld(world: Fixtures, at: number, folder: string) {
  // Files would have to be copied too; the demonstration has none.
  if ((await readdir(folder)).length > 0) return
  const { db } = mongoose.connection
  const names = (await db!.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name)
  const collections = await Promise.all(
    names.map(async (name) => ({
      name,
      documents: await db!
        .collection(name)
        .find({}, { promoteLongs: false, promoteBuffers: false })
        .sort({ $natural: 1 })
        .toArray(),
    })),
  )
  prepared = { world: structuredClone(world), collections, at }
}

/** Puts the same documents into the empty store; whoever starts on it finds it as after any other start. */
export async function fillWithCopies({ collections }: Prepared) {
  const { db } = mongoose.connection
  for (const { name, documents } of collections)
    if (documents.length > 0) await db!.collection(name).insertMany(documents)
}
