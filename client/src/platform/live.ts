import type {
  AllOperations,
  ClientToServer,
  EventName,
  Input,
  Problem,
  Reply,
  ServerToClient,
  SocketOperation,
} from '@augenhoehe/contracts'
import { useSyncExternalStore } from 'react'
import type { Socket } from 'socket.io-client'
import { operations } from 'virtual:operations'
import { ProblemError, unreachable } from './problem-error.ts'

export type Connection = 'online' | 'connecting' | 'offline'

const patience = { ack: 10_000, beforeOffline: 4_000, firstRetry: 1_500, lastRetry: 30_000 } as const

type Link = Socket<ServerToClient, ClientToServer>

/** Fetched beside the page and not before it: nothing on it waits for news to be shown. */
let socket: Link | undefined
const waiting = new Set<(link: Link) => void>()
let fetching = false

async function fetchLink() {
  if (fetching || socket) return
  fetching = true
  try {
    const { io } = await import('socket.io-client')
    socket = io({
      autoConnect: false,
      // Some mobile networks cut WebSockets; then long polling carries the same.
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelayMax: 10_000,
    })
    listenTo(socket)
    for (const act of waiting) act(socket)
    waiting.clear()
  } catch {
    become('connecting')
    retry = setTimeout(() => void fetchLink(), patience.firstRetry)
  } finally {
    fetching = false
  }
}

/** Now, or as soon as it is there; returns how to take that back. */
function withLink(act: (link: Link) => void): () => void {
  if (socket) act(socket)
  else waiting.add(act)
  return () => waiting.delete(act)
}

let connection: Connection = 'connecting'
const watchers = new Set<() => void>()
let givingUp: ReturnType<typeof setTimeout> | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let refusals = 0
/** How much longer than usual nothing is said, because the server asked to be left alone for a moment. */
let movingMs = 0
let onRefused = () => {}

function become(next: Connection) {
  clearTimeout(givingUp)
  if (next === 'connecting' && connection !== 'offline') {
    // A tunnel of two seconds is not worth a banner.
    givingUp = setTimeout(() => become('offline'), patience.beforeOffline + movingMs)
  }
  if (next === 'connecting' && connection === 'offline') return
  connection = next
  for (const tell of watchers) tell()
}

/** After a refusal at the door, or when the server hung up, Socket.IO does not try again by itself. */
function comeBack(link: Link, waitMs?: number) {
  if (link.active) return
  clearTimeout(retry)
  const backOff = Math.min(patience.lastRetry, patience.firstRetry * 2 ** refusals++)
  retry = setTimeout(() => link.connect(), waitMs ?? backOff * (0.75 + Math.random() / 2))
  onRefused()
}

function listenTo(link: Link) {
  link.on('connect', () => {
    refusals = 0
    become('online')
  })
  link.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return
    become('connecting')
    comeBack(link)
  })
  link.on('server.moving', ({ afterMs }) => {
    // Left to itself it would knock at once, with everybody else.
    movingMs = afterMs
    link.disconnect()
    become('connecting')
    clearTimeout(retry)
    retry = setTimeout(() => {
      movingMs = 0
      link.connect()
    }, afterMs)
  })
  link.on('connect_error', (error) => {
    become('connecting')
    comeBack(link, (error as { data?: Partial<Problem> }).data?.retryAfterMs)
  })
}
void fetchLink()

/** The device knows first that the network is gone: what is under way will not be answered. */
const cut = () => {
  socket?.io.engine?.close()
  become('offline')
}

/** Between two attempts `connect` alone would only wait for the next one. */
const hurry = () => {
  if (document.visibilityState !== 'visible') return
  if (!socket) void fetchLink()
  else if (!socket.connected) socket.disconnect().connect()
}

/** Opens the one connection of this page. `refused` is told when the session may no longer hold. */
export function startLive(refused: () => void): () => void {
  onRefused = refused
  const stayAway = withLink((link) => link.connect())
  if (!navigator.onLine) become('offline')
  window.addEventListener('online', hurry)
  window.addEventListener('offline', cut)
  document.addEventListener('visibilitychange', hurry)
  return () => {
    onRefused = () => {}
    window.removeEventListener('online', hurry)
    window.removeEventListener('offline', cut)
    document.removeEventListener('visibilitychange', hurry)
    clearTimeout(retry)
    clearTimeout(givingUp)
    stayAway()
    socket?.disconnect()
  }
}

/** The session is bound to the connection, so another person needs another connection. */
export function reconnectLive() {
  if (!socket) return
  clearTimeout(retry)
  socket.disconnect().connect()
}

/** What asks waits for it, but not for ever. Socket.IO's own types do not follow a generic name. */
const linkWithin = (ms: number) =>
  new Promise<Socket>((done, fail) => {
    const timer = setTimeout(() => {
      forget()
      fail(unreachable())
    }, ms)
    const forget = withLink((link) => {
      clearTimeout(timer)
      done(link)
    })
  })

/** Performs an operation over the socket; waits for a lost connection, but not for ever. */
export async function ask<K extends SocketOperation>(
  name: K,
  input: Input<AllOperations[K]>,
): Promise<Reply<AllOperations[K]>> {
  type Answer = { ok: true; data: Reply<AllOperations[K]> } | { ok: false; problem: Problem }
  let answer: Answer
  try {
    const link = await linkWithin(patience.ack)
    answer = (await link.timeout(patience.ack).emitWithAck(operations[name].socket ?? name, input)) as Answer
  } catch {
    throw unreachable()
  }
  if (answer.ok) return answer.data
  throw new ProblemError(answer.problem)
}

/** Socket.IO's own types do not follow a generic name. */
interface Pushes {
  on(name: string, listener: unknown): void
  off(name: string, listener: unknown): void
}

function listen(name: string, listener: unknown): () => void {
  const forget = withLink((link) => (link as unknown as Pushes).on(name, listener))
  return () => {
    forget()
    ;(socket as unknown as Pushes | undefined)?.off(name, listener)
  }
}

/** Hears what the server pushes; returns how to stop. */
export const onEvent = <K extends EventName>(name: K, listener: ServerToClient[K]): (() => void) =>
  listen(name, listener)

/** Whether anything that is asked now is on its way at once. */
export const isConnected = () => socket?.connected ?? false

/** Runs now if connected and again at every new connection: the moment to follow anew. */
export function onConnect(listener: () => void): () => void {
  const stop = listen('connect', listener)
  if (isConnected()) listener()
  return stop
}

/** Runs when the connection is lost: from here on something may be missing. */
export const onDisconnect = (listener: () => void): (() => void) => listen('disconnect', listener)

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

export const useConnection = (): Connection =>
  useSyncExternalStore(
    watch,
    () => connection,
    () => connection,
  )
