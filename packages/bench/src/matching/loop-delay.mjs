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
  process.stdout.write(`late ${JSON.stringify(late)}\n`)
  delay.reset()
  worked = 0
  collected = 0
})
