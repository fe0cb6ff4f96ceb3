import { fileTypeFromBuffer } from 'file-type'
import { open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp, { type Sharp } from 'sharp'
import {
  mostPages,
  pageFile,
  type Answer,
  type Converted,
  type EvidencePage,
  type FileProblem,
} from './kinds.ts'
import { hasActiveNames } from './pdf-names.ts'

/**
 * Runs in a process of its own, without the secrets of the server: reads one file that somebody sent and writes
 * pictures of its pages. Of the file itself nothing is kept. What goes wrong here ends this process and no other.
 */

/** As much as the camera of a phone makes; a bomb is a small file that wants more. */
const mostPixels = 64_000_000
const longestSide = 2000
const smallSide = 320

const fromDisk = (error: unknown) => error instanceof Error && 'syscall' in error

class NotTaken extends Error {
  readonly code: FileProblem
  constructor(code: FileProblem) {
    super(code)
    this.code = code
  }
}

const pictures: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
}

const decode = (bytes: Buffer) =>
  sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1, sequentialRead: true })

/** Written and on the disk when it resolves. */
async function write(path: string, bytes: Buffer) {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Pixels only: neither the place where a photograph was taken nor anything else that travels with it. */
async function writePage(folder: string, page: number, picture: Sharp): Promise<EvidencePage> {
  const { data, info } = await picture
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .webp({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
  const small = await sharp(data)
    .resize({ width: smallSide, height: smallSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer()
  await write(join(folder, pageFile(page)), data)
  await write(join(folder, pageFile(page, true)), small)
  return { width: info.width, height: info.height }
}

async function convertPicture(bytes: Buffer, format: string, folder: string): Promise<Converted> {
  let known
  try {
    known = await decode(bytes).metadata()
  } catch (error) {
    throw new NotTaken(/pixel limit/i.test(String(error)) ? 'file.heavy' : 'file.broken')
  }
  if (known.format !== format) throw new NotTaken('file.broken')
  if (known.width * known.height > mostPixels) throw new NotTaken('file.heavy')
  try {
    return { kind: 'picture', pages: [await writePage(folder, 1, decode(bytes).autoOrient())] }
  } catch (error) {
    if (fromDisk(error)) throw error
    throw new NotTaken(/pixel limit/i.test(String(error)) ? 'file.heavy' : 'file.broken')
  }
}

/** Where the reader of PDF files keeps its fonts and tables. */
const library = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))

async function openDocument(bytes: Buffer): Promise<PDFDocumentProxy> {
  // Large, and of no use to photographs.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  try {
    return await getDocument({
      data: new Uint8Array(bytes),
      isEvalSupported: false,
      enableXfa: false,
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: true,
      maxImageSize: mostPixels,
      canvasMaxAreaInBytes: mostPixels * 4,
      standardFontDataUrl: join(library, 'standard_fonts/'),
      cMapUrl: join(library, 'cmaps/'),
      wasmUrl: join(library, 'wasm/'),
      iccUrl: join(library, 'iccs/'),
      verbosity: 0,
    }).promise
  } catch (error) {
    throw new NotTaken(
      error instanceof Error && error.name === 'PasswordException' ? 'file.locked' : 'file.broken',
    )
  }
}

/** Asked of the reader too, which sees through encryption and every way of packing. */
async function isActive(document: PDFDocumentProxy): Promise<boolean> {
  if (await document.hasJSActions()) return true
  if (await document.getAttachments()) return true
  const opening = (await document.getOpenAction()) as { action?: unknown } | null
  return opening?.action !== undefined
}

async function convertDocument(bytes: Buffer, folder: string): Promise<Converted> {
  if (hasActiveNames(bytes)) throw new NotTaken('file.active')
  const document = await openDocument(bytes)
  if (await isActive(document)) throw new NotTaken('file.active')
  if (document.numPages > mostPages) throw new NotTaken('file.pages')
  const { createCanvas } = await import('@napi-rs/canvas')
  const pages: EvidencePage[] = []
  for (let number = 1; number <= document.numPages; number++) {
    try {
      const page = await document.getPage(number)
      const natural = page.getViewport({ scale: 1 })
      const viewport = page.getViewport({ scale: longestSide / Math.max(natural.width, natural.height, 1) })
      const [width, height] = [viewport.width, viewport.height].map((side) => Math.max(1, Math.round(side)))
      const canvas = createCanvas(width!, height!)
      await page.render({ canvas: canvas as never, viewport, background: '#ffffff' }).promise
      pages.push(await writePage(folder, number, sharp(canvas.toBuffer('image/png'))))
      page.cleanup()
    } catch (error) {
      if (fromDisk(error)) throw error
      throw new NotTaken('file.broken')
    }
  }
  return { kind: 'document', pages }
}

async function convert(path: string, folder: string): Promise<Converted> {
  const bytes = await readFile(path)
  // By its content: names and declared types are whatever somebody writes there.
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? ''
  if (mime === 'application/pdf') return convertDocument(bytes, folder)
  const format = pictures[mime]
  // What phones keep; their own browsers hand over another format, but not every program does.
  if (/^image\/hei[cf]/.test(mime)) throw new NotTaken('file.heic')
  if (format === undefined) throw new NotTaken('file.type')
  return convertPicture(bytes, format, folder)
}

async function answer(path: string, folder: string): Promise<Answer> {
  try {
    return { converted: await convert(path, folder) }
  } catch (error) {
    if (error instanceof NotTaken) return { refused: error.code }
    throw error
  }
}

sharp.concurrency(1)
sharp.cache(false)
const [path, folder] = process.argv.slice(2)
if (path === undefined || folder === undefined) throw new Error('Which file, and where to?')
const result = await answer(path, folder)
// Whoever asked ends this process when they have the answer.
process.send?.(result)
