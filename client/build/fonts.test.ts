import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('../src/ui/fonts.css', import.meta.url), 'utf8')

/** Of each face the file and the letters it is asked for. */
const faces = [
  ...css.matchAll(/font-family: 'Noto Sans Variable';.*?url\('([^']+)'\).*?unicode-range:\s*([^;]+);/gs),
].map(([, file, ranges]) => ({
  file: file!,
  ranges: ranges!.split(',').map((one) => {
    const [first, last = first] = one.trim().slice(2).split('-')
    return [Number.parseInt(first!, 16), Number.parseInt(last!, 16)] as const
  }),
}))

const filesFor = (letter: string) =>
  faces
    .filter(({ ranges }) =>
      ranges.some(([first, last]) => letter.codePointAt(0)! >= first && letter.codePointAt(0)! <= last),
    )
    .map(({ file }) => /noto-sans-([\w-]+)-wght/.exec(file)?.[1])

it.each(Array.from('ĞğİŞşŁłŻżŘřČčĐđȘșȚțẞƏəʿḥṣṭ'))(
  '%s comes with the small file of names, and nothing else',
  (letter) => {
    expect(filesFor(letter)).toEqual(['europe'])
  },
)

it.each(Array.from('aäßıŒœʼ'))('%s comes with the letters that every page has', (letter) => {
  expect(filesFor(letter)).toEqual(['latin'])
})

it('no letter is fetched twice', () => {
  const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code))
  expect(all.filter((letter) => filesFor(letter).length > 1)).toEqual([])
})
