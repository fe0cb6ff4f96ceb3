import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { encode, Int32, type Document } from '../bson/values.ts'
import { failTest, temporaryFolder } from '../fixture.ts'
import { assertFormat, Catalogue } from './catalogue.ts'
import { checkFolder } from './check.ts'
import { openStore } from './kv.ts'
import { rewriteFolder } from './rewrite.ts'

const bytesOf = (folder: string) =>
  Buffer.concat(
    readdirSync(folder).flatMap((name) =>
      statSync(join(folder, name)).isFile() ? [readFileSync(join(folder, name))] : [],
    ),
  )

it('S8: nothing of what was deleted or replaced is left in the files, everything else is, and is whole', async () => {
  const folder = temporaryFolder()
  const store = openStore(folder, { onFatal: failTest })
  await assertFormat(store)
  const catalogue = new Catalogue(store)
  const documents = Array.from({ length: 400 }, (_, n): Document => ({
    _id: new Int32(n),
    u: `${n % 2 ? 'gone' : 'kept'}-marker-${n}`,
    long: 'x'.repeat(n * 40),
  }))
  const collection = await store.write(() => {
    const made = catalogue.create('db.c')
    catalogue.addIndex(made, { v: 2, key: { u: new Int32(1) }, name: 'u_1' })
    for (const document of documents) made.insert(encode(document), document)
    return made
  })
  await store.write(() => {
    const stored = [...collection.records()]
    for (const [place, { record }] of stored.entries())
      if (place % 2) collection.remove(record, documents[place]!)
  })
  await store.close()
  expect(bytesOf(folder).includes('gone-marker')).toBe(true)
  const before = await checkFolder(folder, failTest)

  expect(await rewriteFolder(folder, failTest)).toBeGreaterThan(400)
  const after = bytesOf(folder)
  expect(after.includes('gone-marker')).toBe(false)
  for (const { u } of documents)
    if ((u as string).startsWith('kept')) expect(after.includes(u as string)).toBe(true)
  const checked = await checkFolder(folder, failTest)
  expect(checked).toEqual(before)
  expect(checked.fault).toBeUndefined()
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
})
