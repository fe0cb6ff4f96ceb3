import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Gallery } from './Gallery.tsx'
import { violations } from '../testing/violations.ts'

describe('Gallery', () => {
  afterEach(() => page.viewport(414, 896))

  for (const dir of ['ltr', 'rtl'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [360, 1280]) {
        it(`has no violation of WCAG 2.2 AA: ${dir}, ${colorScheme}, ${width} px`, async () => {
          await page.viewport(width, 900)
          await render(<Gallery dir={dir} colorScheme={colorScheme} />)
          expect(await violations()).toEqual([])
        })
      }
    }
  }

  it('never scrolls sideways, not even at 320 px with doubled text', async () => {
    await page.viewport(320, 640)
    await render(<Gallery />)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    document.documentElement.style.fontSize = '200%'
    try {
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    } finally {
      document.documentElement.style.removeProperty('font-size')
    }
  })

  it('gives every button in the page a target 44 px high', async () => {
    await page.viewport(360, 740)
    await render(<Gallery />)
    const buttons = [...document.querySelectorAll<HTMLElement>('main button')]
    expect(buttons.length).toBeGreaterThan(40)
    const small = buttons
      .filter((button) => button.checkVisibility() && button.textContent !== '')
      .filter((button) => {
        const after = getComputedStyle(button, '::after')
        const height = Math.max(button.getBoundingClientRect().height, parseFloat(after.blockSize) || 0)
        return height < 43.5
      })
    expect(small.map((button) => button.outerHTML.slice(0, 120))).toEqual([])
  })
})
