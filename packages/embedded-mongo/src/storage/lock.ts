import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { failsForSpace } from './disk-space.ts'

const NAME = 'embedded-mongo.lock'

/** Takes a data folder for this process. Returns the release; throws when another process has it. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, NAME)
  const mine = `${process.pid} ${startOf(process.pid)}`
  const draft = `${path}.${process.pid}`
  writeDraft(draft, mine, folder)
  try {
    // A link appears whole or not at all, and only where nothing is.
    while (!tryLink(draft, path)) removeStale(path, folder)
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (contentOf(path) === mine) rmSync(path, { force: true })
  }
}

function writeDraft(draft: string, content: string, folder: string): void {
  if (failsForSpace(() => writeFileSync(draft, content))) {
    rmSync(draft, { force: true })
    throw new Error(`the disk of ${folder} is so full that the folder cannot even be locked; make some room`)
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function removeStale(path: string, folder: string): void {
  const holder = contentOf(path)
  if (holder === undefined) return
  if (isAlive(holder)) throw inUse(folder, holder)
  const aside = `${path}.stale.${process.pid}`
  renameSync(path, aside)
  // Somebody else may have taken over between the look and the move: give it back.
  const moved = contentOf(aside)
  if (moved !== undefined && moved !== holder && isAlive(moved)) {
    tryLink(aside, path)
    rmSync(aside, { force: true })
    throw inUse(folder, moved)
  }
  rmSync(aside, { force: true })
}

/** Thrown where another process has the folder. */
export class FolderInUse extends Error {}

function inUse(folder: string, holder: string): Error {
  return new FolderInUse(`the data folder ${folder} is in use by process ${holder.split(' ')[0]}`)
}

/** A number is given to a new process sooner or later; together with its start it is not. */
function isAlive(holder: string): boolean {
  const [pid, start] = holder.split(' ')
  const number = Number(pid)
  if (!Number.isInteger(number) || number <= 0) return false
  try {
    process.kill(number, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return start === '' ? number !== process.pid : startOf(number) === start
}

/**
 * When a process started, as Linux counts it; empty where that cannot be told. One that is dead and only waits for
 * its parent to notice has no start any more.
 */
function startOf(pid: number): string {
  const stat = contentOf(`/proc/${pid}/stat`)
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  return state === 'Z' || state === 'X' ? 'dead' : (fields[18] ?? '')
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
