import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { dump } from '../backup/dump.ts'
import { restore } from '../backup/restore.ts'
import { folderTarget } from '../backup/folder-target.ts'
import { serverTarget } from '../backup/server-target.ts'
import { checkFolder } from '../storage/check.ts'
import { rewriteFolder } from '../storage/rewrite.ts'
import { folderAndFlag, UsageError } from './arguments.ts'

/** What is done to data folders besides serving them. */

type OnFatal = (error: Error) => never

/** `check DIR`: 0 when everything agrees, 1 with the first fault. */
export async function check(argv: readonly string[], onFatal: OnFatal): Promise<number> {
  const [folder, ...rest] = argv
  if (folder === undefined || rest.length > 0) throw new UsageError('check takes a folder')
  assertDataFolder(folder)
  const { fault, ...counts } = await checkFolder(folder, onFatal)
  const found = `${counts.collections} collections, ${counts.documents} documents, ${counts.entries} index entries`
  console.log(fault === undefined ? `ok: ${found}` : `FAULT after ${found}: ${fault}`)
  return fault === undefined ? 0 : 1
}

/** `dump DIR --out FOLDER`, also while a server is running on the folder. */
export async function dumpFolder(argv: readonly string[]): Promise<number> {
  const { folder, value } = folderAndFlag('dump', argv, ['--out'])
  assertDataFolder(folder)
  const { collections, views, documents } = await dump(folder, value, (line) => console.log(line))
  console.log(`ok: ${collections} collections, ${views} views, ${documents} documents`)
  return 0
}

/** `restore FOLDER --dbpath DIR` or `restore FOLDER --uri URI`. */
export async function restoreFolder(argv: readonly string[], onFatal: OnFatal): Promise<number> {
  const { folder, flag, value } = folderAndFlag('restore', argv, ['--dbpath', '--uri'])
  const open = () => (flag === '--uri' ? serverTarget(value) : folderTarget(value, onFatal))
  const { collections, documents } = await restore(folder, open, (line) => console.log(line))
  console.log(`ok: ${collections} collections and views, ${documents} documents`)
  return 0
}

/** `rewrite DIR`: the same in new files, without the bytes of what was deleted. */
export async function rewrite(argv: readonly string[], onFatal: OnFatal): Promise<number> {
  const [folder, ...rest] = argv
  if (folder === undefined || rest.length > 0) throw new UsageError('rewrite takes a folder')
  assertDataFolder(folder)
  console.log(`ok: ${await rewriteFolder(folder, onFatal)} entries`)
  return 0
}

function assertDataFolder(folder: string): void {
  if (existsSync(join(folder, 'data.mdb'))) return
  if (!existsSync(folder)) throw new Error(`${folder} is not a data folder: it does not exist`)
  const isEmpty = readdirSync(folder).length === 0
  throw new Error(`${folder} is not a data folder: it ${isEmpty ? 'is empty' : 'has no data.mdb'}`)
}
