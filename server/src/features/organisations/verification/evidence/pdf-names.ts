import { inflateSync } from 'node:zlib'

/** What makes a PDF file do something, carry something along, or send something, by the names the format gives it. */
const active = new Set([
  'JavaScript',
  'JS',
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'EmbeddedFile',
  'EmbeddedFiles',
  'Filespec',
  'RichMedia',
  'Rendition',
  'Movie',
  'Sound',
  'XFA',
])

/** Objects packed together may not unpack to more than this, all of them. */
const mostUnpacked = 32 * 1024 * 1024

const names = /\/((?:[^\s()<>[\]{}/%#]|#[0-9a-fA-F]{2})+)/g
const decoded = (name: string) =>
  name.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const namesActive = (text: string) => [...text.matchAll(names)].some(([, name]) => active.has(decoded(name!)))

function unpacked(packed: Buffer, most: number): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: most })
  } catch {
    return Buffer.alloc(0)
  }
}

/**
 * Whether a PDF file names something active, in its plain objects or in those packed into object streams. The contents
 * of pictures and pages are left out: by chance they hold any name. Nothing rests on this alone, because only pictures
 * of the pages are kept; it is there so that people hear why.
 */
export function hasActiveNames(file: Buffer): boolean {
  const text = file.toString('latin1')
  let left = mostUnpacked
  let at = 0
  while (at < text.length) {
    const begin = text.indexOf('stream', at)
    const plain = text.slice(at, begin === -1 ? undefined : begin)
    if (namesActive(plain)) return true
    if (begin === -1) return false
    const end = text.indexOf('endstream', begin)
    // The dictionary that describes the stream stands right before it.
    if (/\/Type\s*\/ObjStm/.test(plain.slice(plain.lastIndexOf('obj'))) && left > 0) {
      const first = /^stream\r?\n?/.exec(text.slice(begin, begin + 8))![0].length
      const inside = unpacked(file.subarray(begin + first, end === -1 ? undefined : end), left)
      left -= inside.length
      if (namesActive(inside.toString('latin1'))) return true
    }
    at = end === -1 ? text.length : end + 'endstream'.length
  }
  return false
}
