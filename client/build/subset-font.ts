import { readFile, writeFile } from 'node:fs/promises'
import subsetFont from 'subset-font'

/**
 * The letters with marks that names here are written with, in one small file: Turkish, Kurdish, Polish, Romanian,
 * Croatian and the other languages of Europe, Azerbaijani, and Arabic names in scholars' Latin. What the package has
 * for them is ten times as large, and one "ş" fetches it. Keep in step with `src/ui/fonts.css`.
 */
const ranges = [
  [0x100, 0x17f],
  [0x18f, 0x18f],
  [0x218, 0x21b],
  [0x259, 0x259],
  [0x2be, 0x2bf],
  [0x1e0c, 0x1e0d],
  [0x1e24, 0x1e25],
  [0x1e62, 0x1e63],
  [0x1e6c, 0x1e6d],
  [0x1e92, 0x1e93],
  [0x1e9e, 0x1e9e],
] as const

const source = new URL(
  import.meta.resolve('@fontsource-variable/noto-sans/files/noto-sans-latin-ext-wght-normal.woff2'),
)
const target = new URL('../src/ui/fonts/noto-sans-europe-wght-normal.woff2', import.meta.url)
const letters = ranges.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
)

await writeFile(target, await subsetFont(await readFile(source), letters.join(''), { targetFormat: 'woff2' }))
