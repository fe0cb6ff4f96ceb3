import { expect, it } from 'vitest'
import { visit } from './browser.ts'
import { url } from './here.ts'

it('answers on one port: health, client and API', async () => {
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ ok: true })
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ok: true })
  expect(await (await fetch(url)).text()).toContain('<div id="root"')
  expect(await (await fetch(`${url}/api/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' })
})

it('says what to do where the program never comes, and nothing of it where it does', async () => {
  for (const missing of ['**/assets/index-*.js', '**/assets/ar-*.js', '**/assets/*.css']) {
    await using visitor = await visit(url, { locale: 'ar', dark: true, width: 1440 })
    const { page } = visitor
    await page.route(missing, (route) => route.abort())
    await page.goto('/')
    // As if the time had passed.
    const late = () =>
      page.evaluate(() => {
        for (const one of document.getAnimations())
          if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish()
      })
    const notice = page.getByRole('link', { name: 'إعادة تحميل الصفحة' })
    // What stands there before is the server's.
    const program = page.locator('#root:not(:has(> .first)) main')
    await expect
      .poll(async () => {
        await late()
        return (await notice.isVisible()) || (await program.isVisible())
      })
      .toBe(true)
    await page.unroute(missing)
    // The program may come in the very moment in which somebody presses.
    await notice.evaluateAll((links: HTMLElement[]) => links[0]?.click())
    await program.locator('h1').waitFor()
    await late()
    expect(await notice.count()).toBe(0)
  }
}, 60_000)
