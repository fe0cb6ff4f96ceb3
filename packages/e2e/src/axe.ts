import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on a page, a line for each rule. */
export async function findings(page: Page, builder = new AxeBuilder({ page }).withTags(tags)) {
  const { violations } = await builder.analyze()
  const lines: string[] = []
  for (const { id, nodes } of violations) {
    const selectors = nodes.map(({ target }) => target.join(' '))
    const meant = id === 'target-size' ? await tooSmallInTheMiddle(page, selectors) : selectors
    if (meant.length > 0) lines.push(`${id}: ${meant.join(' | ')}`)
  }
  return lines
}

/**
 * What happens to lie half below a dock that stays in place has the size of what looks out of it. One can scroll it
 * away from there, and then its own size counts.
 */
async function tooSmallInTheMiddle(page: Page, selectors: readonly string[]): Promise<string[]> {
  const still: string[] = []
  const before = await page.evaluate(() => window.scrollY)
  for (const selector of selectors) {
    const found = page.locator(selector).first()
    if ((await found.count()) === 0) continue
    await found.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }))
    const { violations } = await new AxeBuilder({ page })
      .withRules(['target-size'])
      .include(selector)
      .analyze()
    if (violations.length > 0) still.push(selector)
  }
  await page.evaluate((top) => window.scrollTo({ top, behavior: 'instant' }), before)
  return still
}
