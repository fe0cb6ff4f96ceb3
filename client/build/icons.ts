/*
 * Draws the icons of the app from the mark, into client/public: `npx tsx client/build/icons.ts`. Run it when the mark
 * or its colours change; what it draws is kept with the sources, so that a build needs no browser.
 */
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumArgs, chromiumPath } from '../../chromium.ts'
import { lightColours } from '../src/ui/tokens.ts'

const { '--ah-paper': paper, '--ah-petrol': petrol } = lightColours
const folder = join(import.meta.dirname, '../public')

/** Two circles of equal size on one line, as in the mark; `room`: how much of the square the drawing takes. */
const drawing = (size: number, room: number, corner: number, ink: string, ground: string) => `
  <svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 44 44">
    <rect width="44" height="44" rx="${corner}" fill="${ground}" />
    <g transform="translate(22 22) scale(${room}) translate(-22 -22)" stroke="${ink}" stroke-width="3">
      <path d="M${corner === 0 ? -44 : 0} 22h${corner === 0 ? 132 : 44}" />
      <circle cx="13" cy="22" r="7.5" fill="${ink}" />
      <circle cx="31" cy="22" r="7.5" fill="${ground === 'none' ? 'none' : ground}" />
    </g>
  </svg>`

/** Whole squares are cut by the system; of a maskable one only the middle is sure to be seen. */
const icons = {
  'icon-192.png': drawing(192, 1, 10, petrol, paper),
  'icon-512.png': drawing(512, 1, 10, petrol, paper),
  'icon-maskable-512.png': drawing(512, 0.8, 0, petrol, paper),
  'apple-touch-icon.png': drawing(180, 1, 0, petrol, paper),
}

const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
const page = await browser.newPage()
for (const [name, svg] of Object.entries(icons)) {
  const size = Number(/width="(\d+)"/.exec(svg)?.[1])
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>*{margin:0}svg{display:block}</style>${svg}`)
  await page.screenshot({ path: join(folder, name), omitBackground: true })
}
// Beside a notice only the shape counts: the system fills it with a colour of its own.
await page.setViewportSize({ width: 96, height: 96 })
await page.setContent(
  `<style>*{margin:0}svg{display:block}</style><svg width="96" height="96" viewBox="0 0 44 44" stroke="#fff" stroke-width="3"><path d="M2 22h40" /><circle cx="13" cy="22" r="8.5" fill="#fff" /><circle cx="31" cy="22" r="8.5" fill="none" /></svg>`,
)
await page.screenshot({ path: join(folder, 'badge-96.png'), omitBackground: true })
await browser.close()
