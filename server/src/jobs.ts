import { Cron } from 'croner'
import { setTimeout } from 'node:timers/promises'
import type { App } from './app.ts'
import { takeLease } from './platform/lease.ts'
import type { Log } from './platform/log.ts'
import { metrics } from './platform/metrics.ts'

const lastStepsMs = 3000
/** A process that was killed holds up its jobs no longer than this. */
const leaseMs = 60_000

/** What happens by itself; every job may be repeated or interrupted at any point. */
export function startJobs(
  {
    feedback,
    matching,
    moderation,
    notifications,
    organisations,
    privacy,
    retention,
  }: Pick<
    App,
    'feedback' | 'matching' | 'moderation' | 'notifications' | 'organisations' | 'privacy' | 'retention'
  >,
  log: Log,
  /** Writes the files of the store anew; false where that is not ours to do. */
  rewrite: () => Promise<boolean>,
) {
  /** What was erased may still lie in the files of the store until the next night. */
  const wipe = async () => {
    if (!(await privacy.erasures.owesBytes())) return
    await rewrite()
    await privacy.erasures.bytesGone()
  }
  const running = new Set<Promise<void>>()
  let stopping = false
  const attempt = async (job: () => Promise<unknown>, name: string) => {
    try {
      const lease = await takeLease(`job: ${name}`, { now: () => new Date(), forMs: leaseMs })
      // Another process is at it.
      if (!lease) return
      const keep = setInterval(() => void lease.keep().catch(() => undefined), leaseMs / 3)
      try {
        await job()
      } finally {
        clearInterval(keep)
        await lease.release()
      }
      metrics.jobs.inc({ job: name, result: 'ok' })
      metrics.jobEndedAt.set({ job: name }, Date.now() / 1000)
    } catch (error) {
      metrics.jobs.inc({ job: name, result: 'failed' })
      log.error({ err: error }, `${name} did not finish`)
    }
  }
  const run = async (job: () => Promise<unknown>, name: string) => {
    const run = attempt(job, name)
    running.add(run)
    await run
    running.delete(run)
  }
  const hourly = new Cron('7 * * * *', { timezone: 'Europe/Berlin', protect: true }, async () => {
    const jobs = [
      // First: what is cleared by the others would be counted by nobody.
      () => retention.run(),
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
    for (const job of jobs) if (!stopping) await run(job, 'expiry')
  })
  const everyMinute = new Cron('* * * * *', { timezone: 'Europe/Berlin', protect: true }, () =>
    run(() => notifications.sendDue(), 'sending notices'),
  )
  const nightly = new Cron('17 3 * * *', { timezone: 'Europe/Berlin', protect: true }, async () => {
    await run(() => matching.cycleAtNight(), 'the cycle of suggestions')
    if (!stopping) await run(wipe, 'wiping what was erased')
  })
  // Nobody waits for it: whoever looks before is shown a list made for them.
  void run(() => matching.start(), 'the first cycle of suggestions')
  // What the last end interrupted goes on at once.
  void run(() => privacy.tidy(), 'exports and erasures')
  return {
    /** Begins nothing any more; what runs may end, but is not waited for long: it begins again after the start. */
    async stop() {
      stopping = true
      for (const job of [everyMinute, hourly, nightly]) job.stop()
      await Promise.race([Promise.all(running), setTimeout(lastStepsMs, undefined, { ref: false })])
    },
  }
}
