import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumArgs, chromiumPath } from '../../../chromium.ts'
import { Platform } from './platform.ts'

/** One browser for all journeys, and for each that may run at the same time a platform of its own. */
export default async function setup({ provide, config }: TestProject) {
  const [browser, ...platforms] = await Promise.all([
    chromiumPath().then((executablePath) => chromium.launchServer({ executablePath, args: chromiumArgs })),
    ...Array.from({ length: config.maxWorkers }, () => Platform.start()),
  ])
  provide(
    'platforms',
    platforms.map(({ url, folder }) => ({ url, folder })),
  )
  provide('browser', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await Promise.all(platforms.map((platform) => platform.stop()))
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    platforms: { url: string; folder: string }[]
    browser: string
  }
}
