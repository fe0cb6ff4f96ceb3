import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seal, sha256Of, unsealed } from './sealed.ts'

const key = randomBytes(32)
const piece = 64 * 1024
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealed-'))
  path = join(folder, 'store.sealed')
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(plain: Buffer, step = 10_007) {
  rmSync(path, { force: true })
  const file = seal(path, key)
  for (let at = 0; at < plain.length; at += step) file.write(plain.subarray(at, at + step))
  return file.end()
}
const read = (with_ = key) => Buffer.concat([...unsealed(path, with_)])
const refused = /damaged, or the key is another/

describe('a sealed file', () => {
  it.each([0, 1, piece - 1, piece, piece + 1, 3 * piece, 200_001])(
    'holds %i bytes as they were',
    (length) => {
      const plain = randomBytes(length)
      const { bytes, sha256 } = write(plain)
      expect(read().equals(plain)).toBe(true)
      expect(sha256Of(path)).toEqual({ bytes, sha256 })
      if (length > 100) expect(readFileSync(path).includes(plain.subarray(0, 50))).toBe(false)
    },
  )

  it('is refused with another key', () => {
    write(randomBytes(1000))
    expect(() => read(randomBytes(32))).toThrow(refused)
  })

  it('is refused when one bit of it is another, wherever', () => {
    write(randomBytes(2 * piece + 100))
    const whole = readFileSync(path)
    for (const at of [0, 20, 44, 50, piece, piece + 60, 2 * piece, whole.length - 20, whole.length - 1]) {
      const spoilt = Buffer.from(whole)
      spoilt[at]! ^= 1
      writeFileSync(path, spoilt)
      expect(() => read(), String(at)).toThrow(/damaged|no file of a backup/)
    }
    writeFileSync(path, whole)
    expect(read()).toHaveLength(2 * piece + 100)
  })

  it('is refused when it is cut off, even between two pieces, and when pieces changed places', () => {
    write(randomBytes(3 * piece))
    const whole = readFileSync(path)
    const head = 44
    const sealedPiece = piece + 16
    const at = (n: number) => whole.subarray(head + n * sealedPiece, head + (n + 1) * sealedPiece)
    for (const cut of [
      whole.subarray(0, head),
      whole.subarray(0, head + sealedPiece),
      whole.subarray(0, -1),
    ]) {
      writeFileSync(path, cut)
      expect(() => read()).toThrow(refused)
    }
    writeFileSync(path, Buffer.concat([whole.subarray(0, head), at(1), at(0), at(2)]))
    expect(() => read()).toThrow(refused)
  })

  it('is refused under another name, and says when it is missing', () => {
    write(randomBytes(10))
    const other = join(folder, 'files.sealed')
    renameSync(path, other)
    expect(() => [...unsealed(other, key)]).toThrow(refused)
    expect(() => read()).toThrow('store.sealed is missing')
  })
})
