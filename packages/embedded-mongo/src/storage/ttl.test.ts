import { describe, expect, it } from 'vitest'
import { decode, encode, Int32, type Document } from '../bson/values.ts'
import { temporaryStore } from '../fixture.ts'
import { checkStore } from './check.ts'
import { removeExpired } from './ttl.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000)

describe('documents that expire (I6)', () => {
  it.each([1, -1])(
    'go when their date, or the earliest of them, is old enough (direction %i)',
    async (direction) => {
      const { store, catalogue } = temporaryStore()
      const documents: Document[] = [
        { _id: 'due', at: ago(61) },
        { _id: 'exactly', at: ago(60) },
        { _id: 'young', at: ago(59) },
        { _id: 'one of several', at: [ago(1), ago(100)] },
        { _id: 'all young', at: [ago(1), ago(2)] },
        { _id: 'no date', at: new Int32(0) },
        { _id: 'null', at: null },
        { _id: 'missing' },
      ]
      const collection = await store.write(() => {
        const created = catalogue.create('db.c')
        const key = { at: new Int32(direction) }
        catalogue.addIndex(created, { v: 2, key, name: 'at_1', expireAfterSeconds: new Int32(60) })
        for (const document of documents) created.insert(Buffer.from(encode(document)), document)
        return created
      })
      expect(await removeExpired(store, catalogue, NOW)).toBe(3)
      const left = [...collection.records()].map(({ bytes }) => decode(bytes)['_id'])
      expect(left).toEqual(['young', 'all young', 'no date', 'null', 'missing'])
      expect(checkStore(store).fault).toBeUndefined()
      expect(await removeExpired(store, catalogue, NOW)).toBe(0)
    },
  )
})
