import { Cron } from 'croner'
import type { App } from './app.ts'
import type { Log } from './platform/log.ts'

/** What happens by itself; every job may be repeated or interrupted at any point. */
export function startJobs(
  {
    feedback,
    matching,
    moderation,
    notifications,
    organisations,
    privacy,
  }: Pick<App, 'feedback' | 'matching' | 'moderation' | 'notifications' | 'organisations' | 'privacy'>,
  log: Log,
) {
  const run = async (job: () => Promise<unknown>, name: string) => {
    try {
      await job()
    } catch (error) {
      log.error({ err: error }, `${name} did not finish`)
    }
  }
  const hourly = new Cron('7 * * * *', { timezone: 'Europe/Berlin', protect: true }, async () => {
    const jobs = [
      () => matching.expireDue(),
      () => matching.cycleIfOverdue(),
      () => notifications.writeDigests(),
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
      () => notifications.tidy(),
      () => feedback.tidy(),
      () => privacy.tidy(),
    ]
    for (const job of jobs) await run(job, 'expiry')
  })
  const everyMinute = new Cron('* * * * *', { timezone: 'Europe/Berlin', protect: true }, () =>
    run(() => notifications.sendDue(), 'sending notices'),
  )
  const nightly = new Cron('17 3 * * *', { timezone: 'Europe/Berlin', protect: true }, () =>
    run(() => matching.cycleAtNight(), 'the cycle of suggestions'),
  )
  // Nobody waits for it: whoever looks before is shown a list made for them.
  void run(() => matching.start(), 'the first cycle of suggestions')
  return {
    stop: () => {
      everyMinute.stop()
      hourly.stop()
      nightly.stop()
    },
  }
}
