import type { SKRSContext2D } from '@napi-rs/canvas'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** What the picture of an organisation says: nothing that not everybody sees. */
export interface CardFacts {
  name: string
  place: string
  fields: string
  /** The direction of the page it belongs to. */
  dir: 'ltr' | 'rtl'
}

export const cardSize = { width: 1200, height: 630 } as const

/** The colours of the interface by day. */
const colours = { paper: '#fbf8f3', ink: '#1c2b2d', quiet: '#4a5a5b', petrol: '#0b5a5e' } as const
const margin = 96
const inside = cardSize.width - 2 * margin
/** How large a name may be, and in how many lines. */
const nameSizes = [
  [92, 2],
  [78, 3],
  [66, 3],
  [56, 3],
  [48, 4],
] as const

/** The letters of the interface, in files of one script each, as they come from npm. */
const letters = {
  'noto-sans': [
    'latin',
    'latin-ext',
    'vietnamese',
    'cyrillic',
    'cyrillic-ext',
    'greek',
    'greek-ext',
    'devanagari',
  ],
  'noto-sans-arabic': ['arabic'],
} as const

interface Drawing {
  draw: (facts: CardFacts) => Promise<Buffer>
  /** Whether there is a letter for every sign; a picture full of boxes is worse than a general one. */
  canWrite: (text: string) => boolean
}

/** „U+0000-00FF,U+0131“ as pairs of numbers. */
const rangesOf = (list: string) =>
  list.split(',').map((range) => {
    const [from, to = from] = range.replace('U+', '').split('-')
    return [Number.parseInt(from!, 16), Number.parseInt(to!, 16)] as const
  })

/** Reads letters and loads what draws; fails where this machine has neither, and nobody needs either to go on. */
async function open(): Promise<Drawing> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas')
  const require = createRequire(import.meta.url)
  const families: string[] = []
  const ranges: (readonly [number, number])[] = []
  for (const [font, scripts] of Object.entries(letters)) {
    const known = JSON.parse(
      await readFile(require.resolve(`@fontsource-variable/${font}/unicode.json`), 'utf8'),
    ) as Record<string, string>
    for (const script of scripts) {
      const path = require.resolve(`@fontsource-variable/${font}/files/${font}-${script}-wght-normal.woff2`)
      const family = `Card ${font} ${script}`
      if (!GlobalFonts.register(await readFile(path), family)) throw new Error(`Cannot read ${path}`)
      families.push(`"${family}"`)
      ranges.push(...rangesOf(known[script] ?? ''))
    }
  }
  const family = families.join(', ')
  const canWrite = (text: string) =>
    Array.from(text.normalize('NFC')).every((sign) => {
      const code = sign.codePointAt(0)!
      return ranges.some(([from, to]) => code >= from && code <= to)
    })
  return {
    canWrite,
    async draw(facts) {
      const canvas = createCanvas(cardSize.width, cardSize.height)
      paint(canvas.getContext('2d'), facts, family)
      return canvas.encode('png')
    },
  }
}

function paint(context: SKRSContext2D, { name, place, fields, dir }: CardFacts, family: string) {
  const letter = (size: number, weight: number) => {
    context.font = `${size}px ${family}`
    context.fontVariationSettings = `'wght' ${weight}`
  }
  const edge = dir === 'ltr' ? margin : cardSize.width - margin
  const write = (text: string, y: number) => {
    context.direction = directionOf(text)
    context.textAlign = dir === 'ltr' ? 'left' : 'right'
    context.fillText(text, edge, y)
  }
  const widthOf = (text: string) => context.measureText(text).width

  context.fillStyle = colours.paper
  context.fillRect(0, 0, cardSize.width, cardSize.height)

  // The mark never turns; only its place does. The word stands after it.
  letter(40, 640)
  const word = 'Augenhöhe'
  const start = dir === 'ltr' ? margin : cardSize.width - margin - 110 - 18 - widthOf(word)
  drawMark(context, start, 70, 2.5)
  context.fillStyle = colours.ink
  context.direction = 'ltr'
  context.textAlign = 'left'
  context.fillText(word, start + 128, 109)

  let lines: string[] = []
  let [size, most]: readonly [number, number] = nameSizes[0]
  for ([size, most] of nameSizes) {
    letter(size, 640)
    lines = linesOf(name.normalize('NFC'), widthOf)
    if (lines.length <= most && name.split(/\s+/).every((one) => widthOf(one) <= inside)) break
  }
  let y = 150 + size * 1.15
  for (const line of shortened(lines, most, widthOf)) {
    write(line, y)
    y += size * 1.22
  }

  context.fillStyle = colours.quiet
  letter(38, 440)
  const facts = [
    ...shortened(linesOf(place, widthOf), 1, widthOf),
    ...shortened(linesOf(fields, widthOf), 2, widthOf),
  ]
  y = cardSize.height - 70 - (facts.length - 1) * 54
  for (const line of facts) {
    write(line, y)
    y += 54
  }
}

function drawMark(context: SKRSContext2D, x: number, y: number, scale: number) {
  context.save()
  context.translate(x, y)
  context.scale(scale, scale)
  context.lineWidth = 1.6
  context.strokeStyle = colours.petrol
  context.fillStyle = colours.petrol
  context.beginPath()
  context.moveTo(0, 10)
  context.lineTo(44, 10)
  context.stroke()
  for (const [centre, fill] of [
    [12, colours.petrol],
    [32, colours.paper],
  ] as const) {
    context.fillStyle = fill
    context.beginPath()
    context.arc(centre, 10, 7.5, 0, 2 * Math.PI)
    context.fill()
    context.stroke()
  }
  context.restore()
}

/** By its first letter, as browsers do with `dir="auto"`. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const first = /\p{L}/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(first) ? 'rtl' : 'ltr'
}

/** A text in lines that fit; a word that is too long for one is parted. */
export function linesOf(text: string, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= inside) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)) {
      if (line !== '' && widthOf(line + segment) > inside) {
        lines.push(line)
        line = ''
      }
      line += segment
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** So many lines at most; what is left out is said by three dots. */
function shortened(lines: readonly string[], most: number, widthOf: (text: string) => number): string[] {
  if (lines.length <= most) return [...lines]
  const kept = lines.slice(0, most)
  let last = Array.from(kept[most - 1]!)
  while (last.length > 0 && widthOf(`${last.join('')}…`) > inside) last = last.slice(0, -1)
  return [...kept.slice(0, -1), `${last.join('').trimEnd()}…`]
}

/** So many pictures are kept, of some 50 kB each. */
const mostKept = 100

/**
 * Pictures of organisations for links in messages and on other pages. One is drawn at a time, and each once while it is
 * kept; nothing where there is no way to write a name.
 */
export function createShareCards(onFailure: (error: unknown) => void) {
  let opening: Promise<Drawing | undefined> | undefined
  const kept = new Map<string, Promise<Buffer | undefined>>()
  let lane: Promise<unknown> = Promise.resolve()

  const drawing = () =>
    (opening ??= open().catch((error: unknown) => {
      onFailure(error)
      return undefined
    }))

  return async function cardOf(facts: CardFacts): Promise<Buffer | undefined> {
    const key = JSON.stringify([facts.name, facts.place, facts.fields, facts.dir])
    const known = kept.get(key)
    if (known) {
      // The one that was asked for last goes last.
      kept.delete(key)
      kept.set(key, known)
      return known
    }
    const made = lane.then(async () => {
      const by = await drawing()
      return by?.canWrite(facts.name) ? by.draw(facts) : undefined
    })
    lane = made.catch(() => undefined)
    const safe = made.catch((error: unknown) => {
      kept.delete(key)
      onFailure(error)
      return undefined
    })
    kept.set(key, safe)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    return safe
  }
}
