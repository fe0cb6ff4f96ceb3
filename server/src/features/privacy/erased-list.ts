import { createHmac, timingSafeEqual } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ErasureTexts } from '@augenhoehe/contracts'

/**
 * Who was erased, as keyed hashes: outside the store, so that a backup which is older than an erasure brings nobody
 * back. Without the secret the list says of nobody that they were here; with it, and the store of a backup, it finds
 * those who are to go again.
 */
export interface ErasedList {
  /** Durable when it resolves; the same person twice is one entry for whoever reads. */
  add(userId: string, texts: ErasureTexts, at: Date): Promise<void>
  /** What was wished for somebody who is in it. */
  wishOf(userId: string): ErasureTexts | undefined
  readonly size: number
}

export const erasedListName = 'erased-accounts'
export const erasedListIn = (folder: string) => join(folder, erasedListName)

const head = 'augenhoehe erased accounts 1'
const macBytes = 16

/** One line: whom it is about, what they wished, on which day; and that it was us who wrote it. */
const line = /^([0-9a-f]{64}) (keep|remove) (\d{4}-\d{2}-\d{2}) ([0-9a-f]{32})$/

export class ErasedListFault extends Error {
  override name = 'ErasedListFault'
}

/** Reads the list in a file, or begins one; throws where a line is not ours, or was made with another secret. */
export async function openErasedList(file: string, secret: string): Promise<ErasedList> {
  const hashOf = (userId: string) =>
    createHmac('sha256', secret).update(`erased account\0${userId}`).digest('hex')
  const macOf = (words: string) =>
    createHmac('sha256', secret).update(`erased line\0${words}`).digest().subarray(0, macBytes)
  const sealed = (words: string) => `${words} ${macOf(words).toString('hex')}\n`
  const wishes = new Map<string, ErasureTexts>()

  const first = sealed(head)
  if (existsSync(file)) {
    const text = await readFile(file, 'utf8')
    if (!text.startsWith(first))
      throw new ErasedListFault(`${file} was made with another SESSION_SECRET, or is no such list`)
    const lines = text.slice(first.length).split('\n')
    // What a crash cut off had not been promised yet.
    const whole = lines.slice(0, -1)
    for (const [index, one] of whole.entries()) {
      const [, hash, texts, day, mac] = line.exec(one) ?? []
      const isOurs =
        mac !== undefined && timingSafeEqual(Buffer.from(mac, 'hex'), macOf(`${hash} ${texts} ${day}`))
      if (!isOurs) throw new ErasedListFault(`line ${index + 2} of ${file} is not as it was written`)
      // Whoever wished that everything goes is never brought back by an older wish.
      if (wishes.get(hash!) !== 'remove') wishes.set(hash!, texts as ErasureTexts)
    }
  }

  /** Behind the last whole line. */
  async function append(words: string) {
    await mkdir(dirname(file), { recursive: true })
    const handle = await open(file, 'a+', 0o600)
    try {
      const text = await handle.readFile('utf8')
      if (text.length === 0) await handle.write(first)
      const end = text.lastIndexOf('\n') + 1
      if (end < text.length) await handle.truncate(Buffer.byteLength(text.slice(0, end)))
      await handle.write(words)
      await handle.datasync()
    } finally {
      await handle.close()
    }
  }
  if (!existsSync(file)) await append('')

  return {
    async add(userId, texts, at) {
      const hash = hashOf(userId)
      if (wishes.get(hash) === 'remove' || wishes.get(hash) === texts) return
      await append(sealed(`${hash} ${texts} ${at.toISOString().slice(0, 10)}`))
      wishes.set(hash, texts)
    },
    wishOf: (userId) => wishes.get(hashOf(userId)),
    get size() {
      return wishes.size
    },
  }
}

/** Brings what stands in any of these lists, that of the place included, into one in that place; in one moment. */
export async function uniteErasedLists(files: readonly string[], to: string, secret: string): Promise<void> {
  const heads = new Set<string>()
  const lines = new Set<string>()
  for (const file of [...files, to]) {
    if (!existsSync(file)) continue
    // Refuses what was not written by us.
    await openErasedList(file, secret)
    const [head = '', ...rest] = (await readFile(file, 'utf8')).split('\n').slice(0, -1)
    heads.add(head)
    for (const one of rest) lines.add(one)
  }
  if (heads.size === 0) {
    await openErasedList(to, secret)
    return
  }
  await mkdir(dirname(to), { recursive: true })
  const handle = await open(`${to}.part`, 'w', 0o600)
  try {
    await handle.writeFile(`${[...heads, ...lines].join('\n')}\n`)
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await rename(`${to}.part`, to)
}
