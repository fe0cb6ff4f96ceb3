import type { Collection } from 'mongodb'
import { contribution } from './documents.ts'

const atOnce = 1000

/** Fills a collection with contributions. */
export async function load(collection: Collection, count: number) {
  for (let from = 0; from < count; from += atOnce) {
    const size = Math.min(atOnce, count - from)
    await collection.insertMany(Array.from({ length: size }, (_, index) => contribution(from + index)))
  }
}
