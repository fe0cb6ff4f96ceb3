import { chromium, type Page } from 'playwright-core'
import { chromiumArgs, chromiumPath } from '../../../../chromium.ts'
import { quantile, type Figure } from '../report.ts'
import { longestThread } from './opening.ts'

/** A telephone, on which somebody pages through the longest thread of a server that runs. */
export async function scrollingFigures(name: string, url: string): Promise<Figure[]> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  try {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'de-DE',
      viewport: { width: 360, height: 740 },
    })
    const { cookie, room, thread } = await longestThread(url)
    const [key, ...value] = cookie.split('; ')[0]!.split('=')
    await context.addCookies([{ name: key!, value: value.join('='), url }])
    const page = await context.newPage()
    await page.goto(`/raeume/${room}/${thread.id}`)
    await page.locator('[id^="c-"]').first().waitFor()
    await page.mouse.move(180, 400)
    const of = `${name}, scrolling ${thread.contributionCount.toLocaleString('en')}`
    const figures: Figure[] = []
    for (const [way, step] of Object.entries(ways))
      figures.push(...(await measure(page, `${of}, ${way}`, step)))
    return figures
  } finally {
    await browser.close()
  }
}

const ways: Record<string, (page: Page, n: number) => Promise<void>> = {
  'by wheel': (page) => page.mouse.wheel(0, -120),
  'by flings': (page, n) => page.mouse.wheel(0, n % 8 < 4 ? -1500 : 1500),
  'by keys': (page, n) => page.keyboard.press(n % 8 < 4 ? 'PageUp' : 'PageDown'),
}
const steps = 60

/** Times between frames while somebody moves, how many rows were drawn, and in how many frames there was none. */
async function measure(
  page: Page,
  name: string,
  step: (page: Page, n: number) => Promise<void>,
): Promise<Figure[]> {
  await page.evaluate(() => {
    const seen = {
      times: [] as number[],
      rows: 0,
      blank: 0,
      going: true,
      before: performance.now(),
      // A method: the compiler would give a function a name with a helper that the page does not have.
      frame(now: number) {
        seen.times.push(now - seen.before)
        seen.before = now
        const rows = [...document.querySelectorAll('[id^="c-"]')].map((row) => row.getBoundingClientRect())
        seen.rows = Math.max(seen.rows, rows.length)
        if (!rows.some(({ top, bottom }) => bottom > 130 && top < innerHeight - 90)) seen.blank++
        if (seen.going) requestAnimationFrame((next) => seen.frame(next))
      },
    }
    Object.assign(globalThis, { seen })
    requestAnimationFrame((now) => {
      seen.before = now
      requestAnimationFrame((next) => seen.frame(next))
    })
  })
  for (let n = 0; n < steps; n++) {
    await step(page, n)
    await page.waitForTimeout(50)
  }
  const { times, rows, blank } = await page.evaluate(() => {
    const { seen } = globalThis as unknown as {
      seen: { times: number[]; rows: number; blank: number; going: boolean }
    }
    seen.going = false
    return seen
  })
  times.sort((a, b) => a - b)
  return [
    { name, metric: 'frames, half below', value: quantile(times, 0.5), unit: 'ms' },
    { name, metric: 'frames, 95 in 100 below', value: quantile(times, 0.95), unit: 'ms' },
    { name, metric: 'longest frame', value: times.at(-1) ?? Number.NaN, unit: 'ms' },
    { name, metric: 'rows drawn at most', value: rows, unit: '' },
    { name, metric: 'frames without a row', value: blank, unit: '', target: 0, ok: blank === 0 },
  ]
}
