import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import { lateness, sayingLateness } from '../lateness.ts'
import { anonymousMb } from '../processes.ts'
import { quantile, type Figure } from '../report.ts'
import { open } from './swarm.ts'
import { startTargets, type Target } from './targets.ts'

const threads = 100
const text =
  'Wir treffen uns am Donnerstag und bringen mit, was wir haben: Fragen, Zahlen und Kuchen. '.repeat(4)
const aims = { ackMs: 150, receivedMs: 250, memory: 1.5, comeBackS: 15, lateMs: 200 }
/** So many knock at the same time; more would wait in a queue of the machine. */
const openAtOnce = 50

interface Member {
  socket: Socket
  threadId: string
  rev: number
}

/** Many members at once: what they wait, what they take, and what it is like when all come back together. */
export async function benchCrowd({ quick }: { quick: boolean }): Promise<Figure[]> {
  await using targets = await startTargets({ threads, node: sayingLateness })
  const { bare, platform } = targets
  return [
    ...(await busy(platform, quick)),
    ...(await storm(platform, quick)),
    ...(await memory({ bare, platform }, quick ? 500 : 5000)),
  ]
}

async function join(target: Target, index: number): Promise<Member> {
  const { url, cookies, threadIds } = target
  const socket = await open(url, cookies[index % cookies.length]!)
  const member = { socket, threadId: threadIds[index % threadIds.length]!, rev: 0 }
  await follow(member)
  return member
}

async function follow(member: Member) {
  const asked = { threadId: member.threadId, afterRev: member.rev }
  const answer = (await member.socket.emitWithAck('thread.follow', asked)) as { data: { rev: number } }
  member.rev = answer.data.rev
}

async function gather(target: Target, count: number): Promise<Member[]> {
  const members: Member[] = []
  for (let begun = 0; begun < count; begun += openAtOnce) {
    const some = Array.from({ length: Math.min(openAtOnce, count - begun) }, (_, index) =>
      join(target, begun + index),
    )
    members.push(...(await Promise.all(some)))
  }
  return members
}

const dismiss = (members: Member[]) => members.forEach(({ socket }) => socket.disconnect())

interface Changed {
  contributions: { clientId: string }[]
}

/** Fifty messages a second by eight people, in a hundred threads that a thousand follow. */
async function busy(target: Target, quick: boolean): Promise<Figure[]> {
  const [rate, seconds] = [50, quick ? 4 : 30]
  const members = await gather(target, 1000)
  const senders = await Promise.all(target.cookies.map((cookie) => open(target.url, cookie)))
  const sentAt = new Map<string, number>()
  const received: number[] = []
  for (const { socket } of members)
    socket.on('thread.changed', ({ contributions }: Changed) => {
      for (const { clientId } of contributions) received.push(performance.now() - sentAt.get(clientId)!)
    })
  const acknowledged: number[] = []
  let failed = 0
  const send = async (index: number) => {
    const clientId = randomUUID()
    sentAt.set(clientId, performance.now())
    const threadId = target.threadIds[index % target.threadIds.length]!
    const answer = (await senders[index % senders.length]!.timeout(10_000).emitWithAck('thread.contribute', {
      threadId,
      clientId,
      text,
    })) as { ok: boolean }
    acknowledged.push(performance.now() - sentAt.get(clientId)!)
    if (!answer.ok) failed++
  }
  await lateness(target.child)
  const began = performance.now()
  const sent: Promise<void>[] = []
  for (let index = 0; index < rate * seconds; index++) {
    const wait = began + (index / rate) * 1000 - performance.now()
    if (wait > 1) await setTimeout(wait)
    sent.push(send(index))
  }
  await Promise.all(sent)
  // Each thread has ten who follow it.
  const expected = sent.length * (members.length / target.threadIds.length)
  for (let waited = 0; received.length < expected && waited < 100; waited++) await setTimeout(50)
  const late = await lateness(target.child)
  dismiss(members)
  for (const socket of senders) socket.disconnect()
  const name = 'rooms, 1,000 members in 100 threads, 50 messages a second'
  const sorted = {
    acknowledged: acknowledged.sort((a, b) => a - b),
    received: received.sort((a, b) => a - b),
  }
  const p99 = { ack: quantile(sorted.acknowledged, 0.99), received: quantile(sorted.received, 0.99) }
  return [
    { name, metric: 'acknowledged, half below', value: quantile(sorted.acknowledged, 0.5), unit: 'ms' },
    {
      name,
      metric: 'acknowledged, 99 in 100 below',
      value: p99.ack,
      unit: 'ms',
      target: aims.ackMs,
      ok: p99.ack <= aims.ackMs,
    },
    { name, metric: 'received, half below', value: quantile(sorted.received, 0.5), unit: 'ms' },
    {
      name,
      metric: 'received, 99 in 100 below',
      value: p99.received,
      unit: 'ms',
      target: aims.receivedMs,
      ok: p99.received <= aims.receivedMs,
    },
    {
      name,
      metric: 'refused or not received',
      value: failed + expected - received.length,
      unit: 'deliveries',
      target: 0,
      ok: failed === 0 && received.length === expected,
    },
    { name, metric: 'event loop late, p99', value: late.p99, unit: 'ms' },
  ]
}

/** A thousand lose their connection at the same moment, miss something, and come back within five seconds. */
async function storm(target: Target, quick: boolean): Promise<Figure[]> {
  const members = await gather(target, quick ? 200 : 1000)
  dismiss(members)
  const writer = await open(target.url, target.cookies[0]!)
  for (const threadId of target.threadIds)
    await writer.emitWithAck('thread.contribute', { threadId, clientId: randomUUID(), text })
  writer.disconnect()
  await lateness(target.child)
  const began = performance.now()
  const times = await Promise.all(
    members.map(async (member, index) => {
      const at = (index / members.length) * 5000
      await setTimeout(at)
      const before = member.rev
      const asked = performance.now()
      member.socket = await open(target.url, target.cookies[index % target.cookies.length]!)
      await follow(member)
      if (member.rev !== before + 1) throw new Error('Somebody did not hear what they missed')
      return performance.now() - asked
    }),
  )
  const completeS = (performance.now() - began) / 1000
  const late = await lateness(target.child)
  dismiss(members)
  const name = `rooms, ${members.length.toLocaleString('en')} come back within 5 s`
  return [
    {
      name,
      metric: 'all are there, with what they missed, after',
      value: completeS,
      unit: 's',
      target: aims.comeBackS,
      ok: completeS <= aims.comeBackS,
    },
    {
      name,
      metric: 'one, 99 in 100 below',
      value: quantile(
        times.sort((a, b) => a - b),
        0.99,
      ),
      unit: 'ms',
    },
    {
      name,
      metric: 'event loop late, p99',
      value: late.p99,
      unit: 'ms',
      target: aims.lateMs,
      ok: late.p99 <= aims.lateMs,
    },
  ]
}

/** The engine gives back what work took only after a while. */
async function settledMb({ child }: Target): Promise<number> {
  for (let round = 0; round < 5; round++) {
    await setTimeout(2000)
    await lateness(child)
  }
  return anonymousMb(child.pid!)
}

/** What one who is connected and follows a thread takes, everything that is no longer needed cleared away. */
export async function memory(
  { bare, platform }: Record<'bare' | 'platform', Target>,
  count: number,
): Promise<Figure[]> {
  const perMember = async (target: Target) => {
    // What the first ones bring about stays; it belongs to nobody.
    dismiss(await gather(target, 200))
    const before = await settledMb(target)
    const members = await gather(target, count)
    const after = await settledMb(target)
    dismiss(members)
    return ((after - before) * 1024) / count
  }
  const name = `rooms, ${count.toLocaleString('en')} connected`
  const [alone, ours] = [await perMember(bare), await perMember(platform)]
  const ratio = ours / alone
  return [
    { name, metric: 'memory of one, bare Socket.IO', value: alone, unit: 'kB' },
    { name, metric: 'memory of one, platform', value: ours, unit: 'kB' },
    {
      name,
      metric: 'memory of one, ratio',
      value: ratio,
      unit: '×',
      ratioTo: 'bare Socket.IO',
      target: aims.memory,
      ok: ratio <= aims.memory,
    },
  ]
}
