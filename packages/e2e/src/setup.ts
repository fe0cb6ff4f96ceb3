import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumArgs, chromiumPath } from '../../../chromium.ts'
import { Platform } from './platform.ts'

/** One running platform and one browser for all journeys. */
export default async function setup({ provide }: TestProject) {
  const [platform, browser] = await Promise.all([
    Platform.start(),
    chromiumPath().then((executablePath) => chromium.launchServer({ executablePath, args: chromiumArgs })),
  ])
  provide('platformUrl', platform.url)
  provide('platformFolder', platform.folder)
  provide('browser', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await platform.stop()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    platformUrl: string
    platformFolder: string
    browser: string
  }
}
