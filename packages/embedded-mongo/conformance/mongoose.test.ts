import mongoose, { Schema, type Connection, type Model } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mongodForTests } from './mongod.ts'

/** Models of mongoose as an application writes them. */

const mongod = mongodForTests()
let connection: Connection
beforeAll(async () => {
  connection = await mongoose.createConnection(mongod.uri, { dbName: 'mongoose' }).asPromise()
})
afterAll(() => connection.close())

let made = 0
/** A model of its own collection, with its indexes built. */
async function modelOf<T>(definition: mongoose.SchemaDefinition<T>, options: mongoose.SchemaOptions = {}) {
  const schema = new Schema<T>(definition, options as object)
  return compiled<T>(schema)
}

async function compiled<T>(schema: Schema): Promise<Model<T>> {
  made += 1
  const model = connection.model(`Model${made}`, schema) as unknown as Model<T>
  await model.init()
  return model
}

const failure = (action: PromiseLike<unknown>) =>
  Promise.resolve(action).then(
    () => undefined,
    (error: unknown) => error as Error & { code?: number; keyPattern?: unknown; keyValue?: unknown },
  )

interface Everything {
  decimal: mongoose.Types.Decimal128
  buffer: Buffer
  uuid: unknown
  big: bigint
  date: Date
  map: Map<string, number>
  mixed: object
  reference: mongoose.Types.ObjectId
  double: number
  int: number
  bool: boolean
}

describe('documents (C3, C4)', () => {
  it('are validated, stamped with their times and versioned', async () => {
    const Article = await modelOf<{ title: string; tags: string[]; createdAt: Date; updatedAt: Date }>(
      { title: { type: String, required: true, minlength: 2 }, tags: [String] },
      { timestamps: true, optimisticConcurrency: true },
    )
    expect((await failure(Article.create({ title: 'x' })))?.name).toBe('ValidationError')
    const article = await Article.create({ title: 'first', tags: ['a'] })
    expect(article.get('__v')).toBe(0)
    const mine = await Article.findById(article._id).orFail()
    const theirs = await Article.findById(article._id).orFail()
    mine.tags.push('b')
    await mine.save()
    expect(mine.get('__v')).toBe(1)
    expect(mine.updatedAt.getTime()).toBeGreaterThanOrEqual(article.createdAt.getTime())
    theirs.title = 'second'
    expect((await failure(theirs.save()))?.name).toBe('VersionError')
    expect((await Article.findById(article._id).lean())?.tags).toEqual(['a', 'b'])
    await mine.deleteOne()
    expect((await failure(Article.findById(article._id).orFail()))?.name).toBe('DocumentNotFoundError')
  })

  it('keep subdocuments in arrays, with ids of their own', async () => {
    const Order = await modelOf<{ lines: { name: string; count: number }[] }>({
      lines: [{ name: String, count: Number }],
    })
    const order = await Order.create({
      lines: [
        { name: 'a', count: 1 },
        { name: 'b', count: 2 },
      ],
    })
    const lines = order.lines as mongoose.Types.DocumentArray<{ name: string; count: number }>
    const [first] = lines
    lines.id(first?._id as never)?.set('count', 5)
    lines.push({ name: 'c', count: 3 })
    await order.save()
    lines.pull(lines[1]?._id)
    await order.save()
    expect((await Order.findOne().lean())?.lines).toMatchObject([
      { name: 'a', count: 5 },
      { name: 'c', count: 3 },
    ])
    await Order.updateOne({ 'lines.name': 'c' }, { $set: { 'lines.$.count': 9 } })
    await Order.updateOne(
      {},
      { $inc: { 'lines.$[small].count': 1 } },
      { arrayFilters: [{ 'small.count': { $lt: 9 } }] },
    )
    expect((await Order.findOne().lean())?.lines.map(({ count }) => count)).toEqual([6, 9])
  })

  it('keep every type of field', async () => {
    const { Types } = mongoose
    const Everything = await modelOf<Everything>({
      decimal: Types.Decimal128,
      buffer: Buffer,
      uuid: Schema.Types.UUID,
      big: BigInt,
      date: Date,
      map: { type: Map, of: Number },
      mixed: {},
      reference: Schema.Types.ObjectId,
      double: Schema.Types.Double,
      int: Schema.Types.Int32,
      bool: Boolean,
    })
    const values = {
      decimal: Types.Decimal128.fromString('12345678901234567890.123456789'),
      buffer: Buffer.from([1, 2, 3]),
      uuid: '5f0c3a3e-0e35-4a0b-9b0a-3b0b0a9d7c11',
      big: 2n ** 60n,
      date: new Date('2024-02-29T12:00:00.123Z'),
      map: new Map([['one', 1]]),
      mixed: { z: 1, a: [null, { b: true }] },
      reference: new Types.ObjectId(),
      double: 1,
      int: 7,
      bool: false,
    }
    await Everything.create(values)
    const found = await Everything.findOne().orFail()
    await found
      .set(
        'map',
        new Map([
          ['one', 2],
          ['two', 3],
        ]),
      )
      .save()
    const read = await Everything.findOne({
      big: 2n ** 60n,
      uuid: values.uuid,
      date: { $gte: values.date },
    }).orFail()
    expect(String(read.decimal)).toBe('12345678901234567890.123456789')
    expect(Buffer.from(read.buffer)).toEqual(values.buffer)
    expect(String(read.uuid)).toBe(values.uuid)
    expect(read.big).toBe(values.big)
    expect(read.date).toEqual(values.date)
    expect(Object.fromEntries(read.map)).toEqual({ one: 2, two: 3 })
    expect(read.mixed).toEqual(values.mixed)
    expect(Object.keys(read.mixed)).toEqual(['z', 'a'])
    expect(read.reference).toEqual(values.reference)
    const types = await Everything.aggregate([
      { $project: { _id: 0, double: { $type: '$double' }, int: { $type: '$int' }, big: { $type: '$big' } } },
    ])
    expect(types).toEqual([{ double: 'double', int: 'int', big: 'long' }])
  })

  it('come in kinds', async () => {
    const Event = await modelOf<{ at: number }>({ at: Number }, { discriminatorKey: 'kind' })
    const Click = Event.discriminator('Click', new Schema({ target: String }))
    const View = Event.discriminator('View', new Schema({ page: { type: String, required: true } }))
    await Click.create({ at: 1, target: 'x' })
    await View.create({ at: 2, page: 'y' })
    expect(await Event.countDocuments()).toBe(2)
    expect(await View.find().lean()).toMatchObject([{ kind: 'View', page: 'y' }])
    await Event.updateOne(
      { kind: 'Click' },
      { $set: { target: 'z' } },
      { overwriteDiscriminatorKey: false, strict: false },
    )
    expect((await Click.findOne().orFail()).get('target')).toBe('z')
  })

  it('refer to one another', async () => {
    const Person = await modelOf<{ name: string; age: number }>({ name: String, age: Number })
    const bookSchema = new Schema({
      title: String,
      author: { type: Schema.Types.ObjectId, ref: Person.modelName },
      readers: [{ type: Schema.Types.ObjectId, ref: Person.modelName }],
    })
    const Book = await compiled<{ title: string; author: unknown; readers: { name: string }[] }>(bookSchema)
    const [ann, bob, eve] = await Person.create([
      { name: 'Ann', age: 30 },
      { name: 'Bob', age: 40 },
      { name: 'Eve', age: 50 },
    ])
    await Book.create({ title: 'One', author: ann?._id, readers: [bob?._id, eve?._id] } as never)
    await Book.create({ title: 'Two', author: bob?._id, readers: [] })
    const one = await Book.findOne({ title: 'One' })
      .populate({ path: 'author', select: 'name -_id' })
      .populate({ path: 'readers', match: { age: { $gt: 45 } }, options: { sort: { name: -1 } } })
      .lean()
      .orFail()
    expect(one.author).toEqual({ name: 'Ann' })
    expect(one.readers).toMatchObject([{ name: 'Eve' }])
    const authorSchema = new Schema(
      { name: String },
      { collection: Person.collection.name, toObject: { virtuals: true } },
    )
    authorSchema.virtual('books', { ref: Book.modelName, localField: '_id', foreignField: 'author' })
    authorSchema.virtual('bookCount', {
      ref: Book.modelName,
      localField: '_id',
      foreignField: 'author',
      count: true,
    })
    const Author = await compiled<{ name: string }>(authorSchema)
    const author = await Author.findOne({ name: 'Ann' }).populate('books').populate('bookCount').orFail()
    expect([author.get('books')[0].title, author.get('bookCount')]).toEqual(['One', 1])
  })
})

describe('queries and updates (C3, C4)', () => {
  interface Item {
    n: number
    name: string
    tags: string[]
    seen: Date
    gone?: string
    low: number
  }
  const fields = { n: Number, name: String, tags: [String], seen: Date, gone: String, low: Number }

  it('apply every operator, alone and with upsert', async () => {
    const Things = await modelOf<Item>(fields)
    const upserted = await Things.findOneAndUpdate(
      { name: 'x' },
      { $set: { n: 1, gone: 'y', low: 3 }, $setOnInsert: { tags: ['a', 'b', 'a'] } },
      { upsert: true, returnDocument: 'after', setDefaultsOnInsert: true, includeResultMetadata: true },
    )
    expect(upserted.lastErrorObject).toMatchObject({ updatedExisting: false, upserted: upserted.value?._id })
    const steps: [mongoose.UpdateQuery<Item>, object][] = [
      [{ $inc: { n: 4 }, $unset: { gone: '' } }, { n: 5 }],
      [
        { $mul: { n: 3 }, $min: { low: 1 } },
        { n: 15, low: 1 },
      ],
      [{ $max: { low: 9 } }, { low: 9 }],
      [{ $push: { tags: { $each: ['c', 'd'], $position: 1, $slice: 4 } } }, { tags: ['a', 'c', 'd', 'b'] }],
      [{ $addToSet: { tags: { $each: ['a', 'e'] } } }, { tags: ['a', 'c', 'd', 'b', 'e'] }],
      [{ $pull: { tags: { $in: ['c', 'd'] } } }, { tags: ['a', 'b', 'e'] }],
      [{ $pop: { tags: -1 } }, { tags: ['b', 'e'] }],
      [{ $pullAll: { tags: ['b'] } }, { tags: ['e'] }],
      [{ $bit: { n: { and: 7 } } }, { n: 7 }],
      [{ $rename: { low: 'high' } }, {}],
    ]
    for (const [update, expected] of steps) {
      expect(
        await Things.findOneAndUpdate({ name: 'x' }, update, {
          returnDocument: 'after',
          strict: false,
        }).lean(),
      ).toMatchObject(expected)
    }
    const now = await Things.findOneAndUpdate(
      { name: 'x' },
      { $currentDate: { seen: true } },
      { returnDocument: 'after' },
    ).lean()
    expect(now?.seen).toBeInstanceOf(Date)
    expect(now).toMatchObject({ high: 9 })
    expect(now).not.toHaveProperty('low')
    expect(await Things.updateMany({ name: 'y' }, { n: 1 }, { upsert: true })).toMatchObject({
      upsertedCount: 1,
      matchedCount: 0,
    })
    expect(
      await Things.findOneAndReplace({ name: 'y' }, { name: 'z' }, { returnDocument: 'after' }).lean(),
    ).not.toHaveProperty('n')
    expect(
      await Things.updateOne({ name: 'z' }, [{ $set: { n: { $add: [1, 1] } } }], { updatePipeline: true }),
    ).toMatchObject({ modifiedCount: 1 })
    expect(await Things.findOneAndDelete({ name: 'z' }).lean()).toMatchObject({ n: 2 })
  })

  it('read with sort, limit, selection, collation, cursors and helpers', async () => {
    const Things = await modelOf<Item>(fields)
    await Things.insertMany(
      Array.from({ length: 230 }, (_, n) => ({ n, name: n % 2 ? 'Ö' : 'z', tags: [`t${n % 3}`] })),
    )
    let seen = 0
    for await (const { n } of Things.find({ n: { $lt: 200 } })
      .sort({ n: 1 })
      .cursor({ batchSize: 30 })) {
      expect(n).toBe(seen)
      seen += 1
    }
    expect(seen).toBe(200)
    expect(await Things.find().sort('-n').skip(1).limit(2).select('n -_id').lean()).toEqual([
      { n: 228 },
      { n: 227 },
    ])
    expect(await Things.find({ name: 'ö' }).collation({ locale: 'de', strength: 2 }).countDocuments()).toBe(
      115,
    )
    expect(await Things.distinct('tags', { n: { $lt: 2 } })).toEqual(['t0', 't1'])
    expect([
      await Things.countDocuments({ n: { $gte: 100 } }),
      await Things.estimatedDocumentCount(),
    ]).toEqual([130, 230])
    expect(await Things.exists({ n: 500 })).toBeNull()
    expect(
      await Things.aggregate()
        .match({ n: { $lt: 6 } })
        .group({ _id: '$name', n: { $sum: '$n' } })
        .sort({ _id: 1 }),
    ).toEqual([
      { _id: 'z', n: 6 },
      { _id: 'Ö', n: 9 },
    ])
    expect(
      await Things.where('n')
        .gt(3)
        .lt(6)
        .or([{ name: 'z' }, { tags: 't2' }])
        .lean(),
    ).toHaveLength(2)
  })

  it('write many at once', async () => {
    const Things = await modelOf<Item>({ ...fields, n: { type: Number, unique: true } })
    const result = await Things.bulkWrite([
      { insertOne: { document: { n: 1, name: 'a' } as Item } },
      { updateOne: { filter: { n: 2 }, update: { $set: { name: 'b' } }, upsert: true } },
      { replaceOne: { filter: { n: 1 }, replacement: { n: 1, name: 'c' } as Item } },
      { deleteOne: { filter: { n: 2 } } },
    ])
    expect(result).toMatchObject({ insertedCount: 1, upsertedCount: 1, modifiedCount: 1, deletedCount: 1 })
    const one = await Things.findOne({ n: 1 }).orFail()
    one.name = 'd'
    await Things.bulkSave([one, new Things({ n: 3, name: 'e' })])
    expect(await Things.find().sort('n').distinct('name')).toEqual(['d', 'e'])
    const error = await failure(Things.insertMany([{ n: 4 }, { n: 3 }, { n: 5 }], { ordered: false }))
    expect(error).toMatchObject({ code: 11000 })
    expect(await Things.countDocuments()).toBe(4)
  })
})

describe('indexes (I3, I7)', () => {
  it('are built from the schema, compared with it and brought into line', async () => {
    const schema = new Schema({
      email: { type: String, unique: true },
      at: { type: Date, expires: 60 },
      a: Number,
      b: Number,
    })
    schema.index({ a: 1, b: -1 }, { name: 'both', partialFilterExpression: { a: { $gt: 0 } } })
    const Users = await compiled<{ email: string; a: number }>(schema)
    expect((await Users.listIndexes()).map(({ name }: { name: string }) => name).sort()).toEqual([
      '_id_',
      'at_1',
      'both',
      'email_1',
    ])
    await Users.collection.createIndex({ b: 1 })
    expect(await Users.diffIndexes()).toEqual({ toDrop: ['b_1'], toCreate: [] })
    expect(await Users.syncIndexes()).toEqual(['b_1'])
    expect(await Users.diffIndexes()).toEqual({ toDrop: [], toCreate: [] })
    await Users.collection.dropIndex('both')
    expect((await Users.diffIndexes()).toCreate).toMatchObject([{ a: 1, b: -1 }])
    await Users.createIndexes()
    expect(await Users.diffIndexes()).toEqual({ toDrop: [], toCreate: [] })
  })

  it('tell who was there first in the shape applications look for', async () => {
    const Users = await modelOf<{ email: string }>({ email: { type: String, unique: true } })
    await Users.create({ email: 'a@b.c' })
    const shape = { code: 11000, keyPattern: { email: 1 }, keyValue: { email: 'a@b.c' } }
    for (const action of [
      () => Users.create({ email: 'a@b.c' }),
      () => Users.findOneAndUpdate({ email: 'other' }, { $set: { email: 'a@b.c' } }, { upsert: true }),
      () => Users.updateOne({ email: 'none' }, { $set: { email: 'a@b.c' } }, { upsert: true }),
    ]) {
      const error = await failure(action())
      expect(error).toMatchObject({ name: 'MongoServerError', ...shape })
      expect(error?.message).toMatch(
        /E11000 duplicate key error collection: mongoose\.model\d+ index: email_1 dup key: { email: "a@b\.c" }$/,
      )
    }
  })
})

describe('views (C9)', () => {
  it('are made by a model and read through it, and refuse to be written', async () => {
    const Things = await modelOf<{ n: number; kind: string }>({ n: Number, kind: String })
    await Things.create([
      { n: 1, kind: 'a' },
      { n: 2, kind: 'b' },
      { n: 3, kind: 'a' },
    ])
    const schema = new Schema(
      { total: Number },
      { autoCreate: false, autoIndex: false, collection: 'totals', versionKey: false },
    )
    const Totals = connection.model('Totals', schema)
    await Totals.createCollection({
      viewOn: Things.collection.name,
      pipeline: [{ $group: { _id: '$kind', total: { $sum: '$n' } } }],
    })
    expect(await Totals.find({ total: { $gt: 2 } }).lean()).toEqual([{ _id: 'a', total: 4 }])
    expect(await Totals.find().sort('-_id').distinct('total')).toHaveLength(2)
    expect([await Totals.countDocuments(), await Totals.estimatedDocumentCount()]).toEqual([2, 2])
    await Things.create({ n: 1, kind: 'b' })
    expect(await Totals.exists({ total: 3 })).toMatchObject({ _id: 'b' })
    for (const action of [
      () => Totals.create({ total: 1 }),
      () => Totals.updateOne({}, { total: 1 }),
      () => Totals.findOneAndUpdate({}, { total: 1 }),
      () => Totals.deleteMany({}),
      () => Totals.collection.createIndex({ total: 1 }),
    ]) {
      expect(await failure(action())).toMatchObject({ code: 166 })
    }
  })
})
