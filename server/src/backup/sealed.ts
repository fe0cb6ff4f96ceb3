import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * Files that only the holder of a key can read, and nobody can change unnoticed. AES-256-GCM in pieces, so that no
 * length is too much for memory and nothing is read that was not verified: each file has a key of its own, derived
 * from a salt at its head and from its name; each piece is numbered, and the last one says that it is the last.
 */

const magic = Buffer.from('AUGENHOEHE1\n')
const saltBytes = 32
const pieceBytes = 64 * 1024
const tagBytes = 16

/** A backup that is not as it was written, or not for this key. */
export class BackupFault extends Error {
  override name = 'BackupFault'
}

export interface SealedFile {
  name: string
  bytes: number
  sha256: string
}

const keyFor = (key: Buffer, salt: Buffer, name: string) =>
  Buffer.from(hkdfSync('sha256', key, salt, `augenhoehe backup ${name}`, 32))

function nonceOf(piece: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(piece, 5, 6)
  nonce[11] = Number(isLast)
  return nonce
}

/** Writes one sealed file; what is given is on disk once `end` has returned. */
export function seal(path: string, key: Buffer) {
  const name = basename(path)
  const file = openSync(path, 'wx', 0o600)
  const hash = createHash('sha256')
  const salt = randomBytes(saltBytes)
  const own = keyFor(key, salt, name)
  let waiting: Buffer = Buffer.alloc(0)
  let piece = 0
  let total = 0

  const put = (bytes: Buffer) => {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
    hash.update(bytes)
    total += bytes.length
  }
  const putPiece = (plain: Buffer, isLast: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', own, nonceOf(piece++, isLast))
    put(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
  }
  put(Buffer.concat([magic, salt]))
  return {
    write(bytes: Uint8Array) {
      waiting = Buffer.concat([waiting, bytes])
      let at = 0
      // One piece is always held back: it may be the last.
      for (; waiting.length - at > pieceBytes; at += pieceBytes)
        putPiece(waiting.subarray(at, at + pieceBytes), false)
      if (at > 0) waiting = Buffer.from(waiting.subarray(at))
    },
    end(): SealedFile {
      putPiece(waiting, true)
      fsyncSync(file)
      closeSync(file)
      return { name, bytes: total, sha256: hash.digest('hex') }
    },
  }
}

/** What a sealed file holds, piece by piece, each verified before it is handed over. */
export function* unsealed(path: string, key: Buffer): Generator<Buffer, void, void> {
  const name = basename(path)
  const file = open(path)
  try {
    const { size } = fstatSync(file)
    const head = readAt(file, 0, magic.length + saltBytes)
    if (!head.subarray(0, magic.length).equals(magic)) throw new BackupFault(`${name} is no file of a backup`)
    const own = keyFor(key, head.subarray(magic.length), name)
    let at = head.length
    for (let piece = 0; ; piece++) {
      const bytes = readAt(file, at, Math.min(pieceBytes + tagBytes, size - at))
      at += bytes.length
      const isLast = at >= size
      yield opened(bytes, own, nonceOf(piece, isLast), name)
      if (isLast) return
    }
  } finally {
    closeSync(file)
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BackupFault(`${basename(path)} is missing`)
    throw error
  }
}

function opened(bytes: Buffer, key: Buffer, nonce: Buffer, name: string): Buffer {
  const fault = new BackupFault(`${name} is damaged, or the key is another: nothing of it is used`)
  if (bytes.length < tagBytes) throw fault
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    throw fault
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let read = 0; read < length;) {
    const got = readSync(file, bytes, read, length - read, position + read)
    if (got === 0) return bytes.subarray(0, read)
    read += got
  }
  return bytes
}

/** Takes so many bytes at a time out of pieces of any length. */
export function createReader(pieces: Iterator<Buffer>) {
  let rest: Buffer = Buffer.alloc(0)
  return {
    /** Exactly so many; nothing at the end. */
    take(length: number): Buffer | undefined {
      const parts = [rest]
      let have = rest.length
      while (have < length) {
        const next = pieces.next()
        if (next.done) break
        parts.push(next.value)
        have += next.value.length
      }
      rest = parts.length === 1 ? rest : Buffer.concat(parts)
      if (rest.length === 0 && length > 0) return undefined
      if (rest.length < length) throw new BackupFault('a file of the backup ends too early')
      const taken = rest.subarray(0, length)
      rest = rest.subarray(length)
      return taken
    },
  }
}

/** A file as it lies there, without looking into it. */
export function sha256Of(path: string): { bytes: number; sha256: string } {
  const file = open(path)
  try {
    const hash = createHash('sha256')
    let at = 0
    for (;;) {
      const bytes = readAt(file, at, 1024 * 1024)
      if (bytes.length === 0) return { bytes: at, sha256: hash.digest('hex') }
      hash.update(bytes)
      at += bytes.length
    }
  } finally {
    closeSync(file)
  }
}
