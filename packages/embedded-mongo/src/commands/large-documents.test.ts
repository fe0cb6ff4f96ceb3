import type { Collection, Document } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { temporaryServer } from '../fixture.ts'

const MB = 1024 * 1024

async function collection(): Promise<Collection<Document & { _id: number }>> {
  const { client } = await temporaryServer()
  return client.db('d').collection('c')
}

describe('documents near the limit (L2, L4)', () => {
  it.each<[string, string]>([
    ['15 MB of ASCII', 'x'.repeat(15 * MB)],
    ['15 MB of three-byte characters', '€'.repeat(5 * MB)],
  ])('%s are inserted, updated beside and within, and projected', async (_, text) => {
    const c = await collection()
    const whole = (document: Document | null, expected: Document) => {
      // A difference would be shown in full.
      expect(document?.['text'] === expected['text']).toBe(true)
      expect({ ...document, text: '' }).toEqual({ ...expected, text: '' })
    }
    await c.insertOne({ _id: 1, text })
    await c.updateOne({ _id: 1 }, { $set: { other: 1 } })
    whole(await c.findOne({ _id: 1 }), { _id: 1, text, other: 1 })
    await c.updateOne({ _id: 1 }, [{ $set: { third: { $add: ['$other', 1] } } }])
    whole(await c.findOne({ _id: 1 }, { projection: { text: 1 } }), { _id: 1, text })
    whole(await c.findOneAndUpdate({ _id: 1 }, { $unset: { third: 1 } }, { returnDocument: 'after' }), {
      _id: 1,
      text,
      other: 1,
    })
    const [projected] = await c
      .aggregate([{ $project: { text: 1, length: { $strLenBytes: '$text' } } }])
      .toArray()
    whole(projected ?? null, { _id: 1, text, length: 15 * MB })
    await c.replaceOne({ _id: 1 }, { text })
    whole(await c.findOne({ text }), { _id: 1, text })
    expect(await c.findOne({ _id: 1 }, { projection: { text: 0 } })).toEqual({ _id: 1 })
    await expect(c.updateOne({ _id: 1 }, { $set: { other: 'x'.repeat(MB + 1) } })).rejects.toMatchObject({
      code: expect.toBeOneOf([10334, 17419]) as number,
    })
  })

  // Around the sizes at which the codec's buffer is replaced: 64 KB to begin with, 1 MB at most is kept.
  it.each([60_000, 65_500, 70_000, 131_000, 600_000, 1_048_000, 1_050_000, 3_000_000])(
    'answers and documents of %i bytes come back as they are',
    async (size) => {
      const c = await collection()
      const unit = '0123456789äöü'
      const value = (n: number) => ({
        _id: n,
        first: n,
        text: unit.repeat(Math.ceil(size / 16)).slice(n),
        list: Array.from({ length: 50 }, (_, i) => ({ i, at: new Date(i), d: i / 3 })),
        last: n + 0.5,
      })
      const all = [0, 1, 2].map(value)
      const expected = JSON.stringify(all)
      const same = (found: Document[]) => expect(JSON.stringify(found) === expected).toBe(true)
      await c.insertMany(all)
      same(await c.find().sort({ _id: 1 }).toArray())
      same(
        await c
          .find({}, { projection: { nothing: 0 } })
          .sort({ first: 1 })
          .toArray(),
      )
      same(
        await c.aggregate([{ $sort: { first: 1 } }, { $set: { first: { $add: ['$first', 0] } } }]).toArray(),
      )
      await c.updateMany({}, { $set: { first: -1 }, $push: { list: { more: 1 } as never } })
      const undo = [{ $set: { first: '$_id', list: { $slice: ['$list', 50] } } }]
      await c.updateMany({}, undo)
      same(await c.find().sort({ _id: 1 }).toArray())
      const [gathered] = await c
        .aggregate([{ $sort: { _id: 1 } }, { $group: { _id: null, all: { $push: '$$ROOT' } } }])
        .toArray()
      same(gathered?.['all'] as Document[])
    },
  )
})
