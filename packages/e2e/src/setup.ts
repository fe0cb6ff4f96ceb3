import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumArgs, chromiumPath } from '../../../chromium.ts'
import { Platform } from './platform.ts'

/** For each journey that may run at the same time a browser and a platform of its own: none waits for the other's. */
export default async function setup({ provide, config }: TestProject) {
  const executablePath = await chromiumPath()
  const each = <T>(start: () => Promise<T>) =>
    Promise.all(Array.from({ length: config.maxWorkers }, () => start()))
  const [browsers, platforms] = await Promise.all([
    each(() => chromium.launchServer({ executablePath, args: chromiumArgs })),
    each(() => Platform.start()),
  ])
  provide(
    'platforms',
    platforms.map(({ url, folder }) => ({ url, folder })),
  )
  provide(
    'browsers',
    browsers.map((browser) => browser.wsEndpoint()),
  )
  return async () => {
    await Promise.all(browsers.map((browser) => browser.close()))
    await Promise.all(platforms.map((platform) => platform.stop()))
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    platforms: { url: string; folder: string }[]
    browsers: string[]
  }
}
