import { Cron } from 'croner'
import type { App } from './app.ts'
import type { Log } from './platform/log.ts'

/** What happens by itself; every job may be repeated or interrupted at any point. */
export function startJobs({ matching, organisations }: Pick<App, 'matching' | 'organisations'>, log: Log) {
  const hourly = new Cron('7 * * * *', { timezone: 'Europe/Berlin', protect: true }, async () => {
    for (const run of [() => matching.expireDue(), () => organisations.forgetExpired()]) {
      try {
        await run()
      } catch (error) {
        log.error({ err: error }, 'expiry did not finish')
      }
    }
  })
  return { stop: () => hourly.stop() }
}
