import { quantile, type Figure } from '../report.ts'

const aims = { requests: 2, pageBytes: 60_000 }

interface Thread {
  id: string
  contributionCount: number
  readSeq: number | null
}

/** Somebody signed in, and the longest thread they may read, three tenths of it unread. */
export async function longestThread(url: string) {
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'other-member@augenhoehe.example', password: 'augenhoehe-demo' }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const ask = async (path: string, body?: unknown) => {
    const response = await fetch(`${url}/api${path}`, {
      headers: { cookie, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} was refused with ${response.status}`)
    return text
  }
  const { rooms } = JSON.parse(await ask('/rooms')) as { rooms: { id: string; slug: string }[] }
  const lists = await Promise.all(
    rooms.map(async ({ id, slug }) => {
      const { threads } = JSON.parse(await ask(`/rooms/${id}/threads`)) as { threads: Thread[] }
      return threads.map((thread) => ({ room: slug, thread }))
    }),
  )
  const { room, thread } = lists
    .flat()
    .reduce((a, b) => (a.thread.contributionCount > b.thread.contributionCount ? a : b))
  await ask(`/threads/${thread.id}/read`, { seq: Math.floor(thread.contributionCount * 0.7) })
  return { cookie, ask, room, thread }
}

/** What it takes to open the longest thread of a server that runs, at the first unread contribution. */
export async function openingFigures(name: string, url: string, rounds: number): Promise<Figure[]> {
  const { ask, thread: longest } = await longestThread(url)
  const times: number[] = []
  let bytes = 0
  let requests = 0
  for (let round = 0; round < rounds; round++) {
    const before = performance.now()
    const thread = JSON.parse(await ask(`/threads/${longest.id}`)) as Thread
    const page = await ask(
      `/threads/${longest.id}/contributions?limit=50&aroundSeq=${(thread.readSeq ?? 0) + 1}`,
    )
    times.push(performance.now() - before)
    requests = 2
    bytes = Math.max(bytes, Buffer.byteLength(page))
  }
  times.sort((a, b) => a - b)
  const of = `${name}, opening ${longest.contributionCount.toLocaleString('en')}`
  return [
    {
      name: of,
      metric: 'requests',
      value: requests,
      unit: '',
      target: aims.requests,
      ok: requests <= aims.requests,
    },
    {
      name: of,
      metric: 'page',
      value: bytes / 1000,
      unit: 'kB',
      target: aims.pageBytes / 1000,
      ok: bytes <= aims.pageBytes,
    },
    { name: of, metric: 'both answers, half below', value: quantile(times, 0.5), unit: 'ms' },
    { name: of, metric: 'both answers p95', value: quantile(times, 0.95), unit: 'ms' },
  ]
}
