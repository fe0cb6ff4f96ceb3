import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/**
 * By what figures may be told apart: names from closed lists. Nobody and nothing is named in them, neither people nor
 * addresses nor ids of anything; `metrics.test.ts` holds every figure to this list.
 */
export const labels = {
  operation: 'the name of an operation',
  carrier: 'http or socket',
  result: 'ok, or the code of a problem; of mails sent or failed',
  route: 'the pattern of an address, never the address itself',
  method: 'of HTTP',
  status: 'of HTTP',
  transport: 'of a socket',
  reason: 'one of those this program or Socket.IO knows',
  job: 'the name of a job',
  queue: 'what waits',
  kind: 'of what is kept, as the retention table names it',
  check: 'what readiness hangs on',
  version: 'of this program and of Node.js',
} as const
type Label = keyof typeof labels

/** What the whole process counts, however many parts of it there are. */
const registry = new Registry()
collectDefaultMetrics({ register: registry })

const registers = [registry]
const short = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

const counter = <const L extends Label>(name: string, help: string, labelNames: readonly L[] = []) =>
  new Counter<L>({ name: `augenhoehe_${name}`, help, labelNames, registers })
const gauge = <const L extends Label>(name: string, help: string, labelNames: readonly L[] = []) =>
  new Gauge<L>({ name: `augenhoehe_${name}`, help, labelNames, registers })
const histogram = <const L extends Label>(
  name: string,
  help: string,
  labelNames: readonly L[] = [],
  buckets = short,
) => new Histogram<L>({ name: `augenhoehe_${name}`, help, labelNames, buckets, registers })

export const metrics = {
  operations: counter('operations_total', 'Operations performed, by what came of them', [
    'operation',
    'carrier',
    'result',
  ]),
  operationSeconds: histogram(
    'operation_seconds',
    'From a request or event to its answer',
    ['operation'],
    [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10],
  ),
  responses: counter('http_responses_total', 'Answers over HTTP, of whatever kind', [
    'method',
    'route',
    'status',
  ]),
  socketsOpened: counter('sockets_opened_total', 'Sockets that came through the door'),
  socketsRefused: counter('sockets_refused_total', 'Sockets refused at the door', ['reason']),
  slowReaders: counter('slow_readers_total', 'Sockets that were let go because they did not read', [
    'reason',
  ]),
  pressure: gauge(
    'pressure',
    'Whether there is more to do than can be done in time, so that nobody new comes in',
  ),
  socketsClosed: counter('sockets_closed_total', 'Sockets that ended', ['reason']),
  resyncs: counter('resyncs_total', 'Threads that were followed, by what the reader had missed', ['reason']),
  resyncSize: histogram(
    'resync_contributions',
    'Contributions sent to somebody who begins to follow',
    [],
    [0, 1, 5, 20, 50, 100, 200],
  ),
  appendSeconds: histogram('append_seconds', 'A write to the log of a thread, until it is durable'),
  tellSeconds: histogram('tell_seconds', 'From a durable write to the sockets of its readers'),
  appendRetries: counter('append_retries_total', 'Writes tried again because somebody else took the number'),
  appendRepeats: counter('append_repeats_total', 'Contributions sent again, answered with what is stored'),
  appendUnknown: counter('append_unknown_total', 'Writes whose fate was unknown'),
  untold: counter('untold_total', 'Durable writes that readers could not be told of at once'),
  mails: counter('mails_total', 'Mails handed over', ['result']),
  erasures: counter('erasures_total', 'Accounts that are to be erased, and what came of it', ['result']),
  retention: counter('retention_deleted_total', 'Documents cleared because they were kept long enough', [
    'kind',
  ]),
  jobs: counter('jobs_total', 'Runs of a job', ['job', 'result']),
  jobEndedAt: gauge('job_ended_timestamp_seconds', 'When a job last ran through', ['job']),
  poolWaitSeconds: histogram('store_pool_wait_seconds', 'Waiting for a connection to the store'),
  storeConnections: gauge('store_connections_in_use', 'Connections to the store that something waits on'),
  probeSeconds: gauge('store_probe_seconds', 'How long the last write of the readiness probe took'),
  check: gauge('ready_check', 'What readiness hangs on: 1 where it holds', ['check']),
  info: gauge('info', 'Which version this is', ['version']),
}

/** Everything there is to say, of the process and of one platform in it. */
export const sayAll = async (platform: Registry) => {
  const all = Registry.merge([registry, platform])
  return { type: all.contentType, text: await all.metrics() }
}
