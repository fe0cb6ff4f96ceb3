import { resolve } from 'node:path'
import { foldedForms, slugOf } from '@augenhoehe/reference-data'
import { municipalities } from '@augenhoehe/reference-data/municipalities'
import { activityFields, languages, needKinds } from '@augenhoehe/reference-data/taxonomy'
import { ObjectId, type Document } from 'mongodb'
import { withStore } from '../store/server.ts'

const command = resolve(import.meta.dirname, '../../../embedded-mongo/bin/embedded-mongo.js')
const together = 500

const words = {
  first: 'Brücke Garten Laterne Mosaik Kompass Linde Hafen Funke Teppich Quelle Свобода الجسر'.split(' '),
  last: 'Nachbarschaft Bildung Begegnung Kultur Jugend Frauen Sprachen Familien Musik Zukunft'.split(' '),
}

/**
 * Organisations with a need and an offer each, made after one that the store has, until there are so many. What followed
 * from those before can be forgotten, by collection.
 */
export const fill = (dataDir: string, size: number, forgotten: readonly string[] = []) =>
  withStore(command, resolve(dataDir, 'store'), async (client) => {
    const database = client.db('augenhoehe')
    const [organisations, listings] = [database.collection('organisations'), database.collection('listings')]
    const [model, entry] = await Promise.all([
      organisations.findOne({ hiddenBy: null }),
      listings.findOne({ state: 'active' }),
    ])
    if (!model || !entry) throw new Error('The store does not hold the demonstration world')
    for (const name of forgotten) await database.collection(name).deleteMany({})
    const before = await organisations.countDocuments()
    for (let start = before; start < size; start += together) {
      const made: Document[] = []
      for (let index = start; index < Math.min(size, start + together); index++)
        made.push(await organisationAfter(model, index))
      await organisations.insertMany(made)
      await listings.insertMany(made.flatMap((one, offset) => entriesOf(entry, one, start + offset)))
    }
  })

/** Each list at a pace of its own, so that all pairs meet. */
const at = <T>(list: readonly T[], index: number, pace: number) =>
  list[Math.floor(index / pace) % list.length]!

async function organisationAfter(model: Document, index: number): Promise<Document> {
  const name = `${at(words.first, index, 1)} ${at(words.last, index, words.first.length)} ${index}`
  return {
    ...model,
    _id: new ObjectId(),
    name,
    nameKey: foldedForms(name)[0],
    slug: await slugOf(`${name} ${index}`, `organisation-${index}`, async () => false),
    municipality: at(municipalities, index * 7, 1).ags,
    fields: [at(activityFields, index, 1).id, at(activityFields, index, 5).id],
    languages: ['de', at(languages, index, 3).id],
    members: [],
    invitations: [],
  }
}

const entriesOf = (entry: Document, organisation: Document, index: number): Document[] =>
  (['need', 'offer'] as const).map((kind, slot) => {
    const { clientId: _, ...rest } = entry
    const category = at(needKinds, index + slot * 11, 1)
    return {
      ...rest,
      _id: new ObjectId(),
      kind,
      slot,
      organisationId: organisation['_id'],
      category: category.id,
      title: category.labels.de,
    }
  })
