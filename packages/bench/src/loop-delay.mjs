// Loaded into the server before anything else: says, when asked by a signal, how late its event loop has been since.
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'

const resolution = 1
const delay = monitorEventLoopDelay({ resolution })
delay.enable()

// The clock runs on while another program has the processor; what this one has used of it does not.
let worked = 0
let [at, cpu] = [performance.now(), process.cpuUsage()]
setInterval(() => {
  const { user, system } = process.cpuUsage(cpu)
  worked = Math.max(worked, Math.min(performance.now() - at, (user + system) / 1000))
  ;[at, cpu] = [performance.now(), process.cpuUsage()]
}, resolution).unref()

let collected = 0
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) collected = Math.max(collected, duration)
}).observe({ entryTypes: ['gc'] })

const lateMs = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolution)
process.on('SIGUSR2', () => {
  const late = { p99: lateMs(delay.percentile(99)), max: lateMs(delay.max), worked, collected }
  globalThis.gc?.()
  delay.reset()
  worked = 0
  // The observer hears of what was cleared just now only after this turn.
  setTimeout(() => {
    collected = 0
    process.stdout.write(`late ${JSON.stringify(late)}\n`)
  }, 5)
})
