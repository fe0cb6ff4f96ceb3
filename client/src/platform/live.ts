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
import { io, type Socket } from 'socket.io-client'
import { operations } from 'virtual:operations'
import { ProblemError, unreachable } from './problem-error.ts'

export type Connection = 'online' | 'connecting' | 'offline'

const patience = { ack: 10_000, beforeOffline: 4_000, firstRetry: 1_500, lastRetry: 30_000 } as const

const socket: Socket<ServerToClient, ClientToServer> = io({
  autoConnect: false,
  // Some mobile networks cut WebSockets; then long polling carries the same.
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelayMax: 10_000,
})

let connection: Connection = 'connecting'
const watchers = new Set<() => void>()
let givingUp: ReturnType<typeof setTimeout> | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let refusals = 0
let onRefused = () => {}

function become(next: Connection) {
  clearTimeout(givingUp)
  if (next === 'connecting' && connection !== 'offline') {
    // A tunnel of two seconds is not worth a banner.
    givingUp = setTimeout(() => become('offline'), patience.beforeOffline)
  }
  if (next === 'connecting' && connection === 'offline') return
  connection = next
  for (const tell of watchers) tell()
}

/** After a refusal at the door, or when the server hung up, Socket.IO does not try again by itself. */
function comeBack(waitMs?: number) {
  if (socket.active) return
  clearTimeout(retry)
  const backOff = Math.min(patience.lastRetry, patience.firstRetry * 2 ** refusals++)
  retry = setTimeout(() => socket.connect(), waitMs ?? backOff * (0.75 + Math.random() / 2))
  onRefused()
}

socket.on('connect', () => {
  refusals = 0
  become('online')
})
socket.on('disconnect', (reason) => {
  if (reason === 'io client disconnect') return
  become('connecting')
  comeBack()
})
socket.on('connect_error', (error) => {
  become('connecting')
  comeBack((error as { data?: Partial<Problem> }).data?.retryAfterMs)
})

/** The device knows first that the network is gone: what is under way will not be answered. */
const cut = () => {
  socket.io.engine?.close()
  become('offline')
}

/** Between two attempts `connect` alone would only wait for the next one. */
const hurry = () => {
  if (!socket.connected && document.visibilityState === 'visible') socket.disconnect().connect()
}

/** Opens the one connection of this page. `refused` is told when the session may no longer hold. */
export function startLive(refused: () => void): () => void {
  onRefused = refused
  socket.connect()
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
    socket.disconnect()
  }
}

/** The session is bound to the connection, so another person needs another connection. */
export function reconnectLive() {
  clearTimeout(retry)
  socket.disconnect().connect()
}

/** Performs an operation over the socket; waits for a lost connection, but not for ever. */
export async function ask<K extends SocketOperation>(
  name: K,
  input: Input<AllOperations[K]>,
): Promise<Reply<AllOperations[K]>> {
  type Answer = { ok: true; data: Reply<AllOperations[K]> } | { ok: false; problem: Problem }
  const untyped = socket as unknown as Socket
  let answer: Answer
  try {
    answer = (await untyped
      .timeout(patience.ack)
      .emitWithAck(operations[name].socket ?? name, input)) as Answer
  } catch {
    throw unreachable()
  }
  if (answer.ok) return answer.data
  throw new ProblemError(answer.problem)
}

/** Socket.IO's own types do not follow a generic name. */
interface Pushes {
  on<K extends EventName>(name: K, listener: ServerToClient[K]): void
  off<K extends EventName>(name: K, listener: ServerToClient[K]): void
}
const pushes = socket as unknown as Pushes

/** Hears what the server pushes; returns how to stop. */
export function onEvent<K extends EventName>(name: K, listener: ServerToClient[K]): () => void {
  pushes.on(name, listener)
  return () => pushes.off(name, listener)
}

/** Whether anything that is asked now is on its way at once. */
export const isConnected = () => socket.connected

/** Runs now if connected and again at every new connection: the moment to follow anew. */
export function onConnect(listener: () => void): () => void {
  socket.on('connect', listener)
  if (socket.connected) listener()
  return () => {
    socket.off('connect', listener)
  }
}

/** Runs when the connection is lost: from here on something may be missing. */
export function onDisconnect(listener: () => void): () => void {
  socket.on('disconnect', listener)
  return () => {
    socket.off('disconnect', listener)
  }
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

export const useConnection = (): Connection => useSyncExternalStore(watch, () => connection)
