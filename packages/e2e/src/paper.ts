import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Visitor } from './browser.ts'

const library = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))

/** What stands on each sheet, without what the browser numbers the sheets with. */
export async function sheets({ page }: Visitor, address: string): Promise<string[]> {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  const data = new Uint8Array(await page.pdf({ preferCSSPageSize: true }))
  const paper = await getDocument({
    data,
    standardFontDataUrl: join(library, 'standard_fonts/'),
    verbosity: 0,
  }).promise
  const read = Array.from({ length: paper.numPages }, async (_, index) => {
    const { items } = await (await paper.getPage(index + 1)).getTextContent()
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ')
    return text.replaceAll(/[\s\u00ad]+/gu, ' ').replace(/ *\d+ \/ \d+ *$/, '')
  })
  return Promise.all(read)
}

/** As it stands on the sheets, wherever a line or a word is broken. */
export const plain = (text: string) => text.replaceAll(/[\s\u00ad\u00a0‐-]+/gu, '')
