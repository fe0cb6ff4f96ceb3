import { Cron } from 'croner'
import type { App } from './app.ts'
import type { Log } from './platform/log.ts'

/** What happens by itself; every job may be repeated or interrupted at any point. */
export function startJobs(
  { matching, moderation, organisations }: Pick<App, 'matching' | 'moderation' | 'organisations'>,
  log: Log,
) {
  const hourly = new Cron('7 * * * *', { timezone: 'Europe/Berlin', protect: true }, async () => {
    const jobs = [
      () => matching.expireDue(),
      () => organisations.forgetExpired(),
      () => organisations.settleClaims(),
      () => organisations.forgetDrafts(),
      () => organisations.tidyPeople(),
      () => organisations.tidyMerges(),
      () => organisations.runRestorations(),
      () => organisations.askWhetherCurrent(),
      () => organisations.resumeImports(),
      () => organisations.tidyImports(),
      () => organisations.sweepEvidence(),
      () => moderation.tidy(),
    ]
    for (const run of jobs) {
      try {
        await run()
      } catch (error) {
        log.error({ err: error }, 'expiry did not finish')
      }
    }
  })
  return { stop: () => hourly.stop() }
}
