import { allOperations, route, type Operation, type OperationName } from '@augenhoehe/contracts'
import { createHash } from 'node:crypto'
import express from 'express'
import { vi } from 'vitest'
import type { z } from 'zod'
import type { Client } from './app.ts'
import { sample } from './samples.ts'

/** Ids and words to fill fields and parts of addresses with, by their name. */
export type Names = Record<string, string>

/** One thing that reached somebody: from where, and what. */
export interface Said {
  from: string
  /** What was asked about. */
  about?: Record<string, unknown>
  body: unknown
}

const operations = Object.entries(allOperations) as [OperationName, Operation][]
const shapeOf = ({ input }: Operation) => (input as z.ZodObject).shape ?? {}
export const fieldsOf = (operation: Operation) => Object.keys(shapeOf(operation))
/** Fields that name something. */
export const namesThings = (field: string) => /^(id|slug)$|Id$/.test(field)

const isReading = (operation: Operation) => Boolean(operation.http) && route(operation).method === 'GET'

/** What an operation takes, about what is named. */
function inputOf(operation: Operation, names: Names): Record<string, unknown> {
  const input = sample(operation.input) as Record<string, unknown>
  for (const field of fieldsOf(operation)) {
    if (field === 'cursor') delete input[field]
    else if (names[field] !== undefined) input[field] = names[field]
  }
  return input
}

/** Words one may look for anything with. */
const searching = ['search', 'q', 'query', 'name', 'near']

/** What every operation that reads answers, about each of some things. */
export async function readAll(client: Client, subjects: readonly Names[]): Promise<Said[]> {
  const said: Said[] = []
  for (const [name, operation] of operations.filter(([, one]) => isReading(one))) {
    const asked = new Set<string>()
    for (const names of subjects) {
      const input = inputOf(operation, names)
      const key = JSON.stringify(input)
      if (asked.has(key)) continue
      asked.add(key)
      said.push({ from: name, about: input, body: (await client.send(name, input)).body })
    }
  }
  return said
}

/** What every operation that looks for words answers to these. */
export async function searchAll(client: Client, names: Names, word: string): Promise<Said[]> {
  const said: Said[] = []
  for (const [name, operation] of operations.filter(([, one]) => isReading(one)))
    for (const field of fieldsOf(operation).filter((one) => searching.includes(one))) {
      const answer = await client.send(name, { ...inputOf(operation, names), [field]: word })
      said.push({ from: `${name} by ${field}`, body: answer.body })
    }
  for (const path of ['/organisationen', '/api/organisations/export.csv', '/api/organisations/export.json'])
    for (const field of ['suche', 'naehe', 'search', 'near'])
      said.push(await fetched(client, `${path}?${new URLSearchParams({ [field]: word }).toString()}`))
  return said
}

/** What a socket answers to everything it may be sent. */
export async function emitAll(client: Client, names: Names): Promise<Said[]> {
  const said: Said[] = []
  for (const [name, operation] of operations)
    if (operation.socket)
      said.push({
        from: `${name} (socket)`,
        body: await client.emit(operation.socket, inputOf(operation, names)),
      })
  return said
}

/** These would end the session of whoever asks, or make their login another one. */
const ending: readonly OperationName[] = [
  'accounts.signOut',
  'accounts.signOutEverywhere',
  'accounts.changePassword',
]

/** What every operation that changes something answers, about each of some things. */
export async function changeAll(client: Client, subjects: readonly Names[]): Promise<Said[]> {
  const said: Said[] = []
  for (const [name, operation] of operations) {
    if (!operation.http || isReading(operation) || ending.includes(name)) continue
    for (const names of subjects) {
      const answer = await client.send(name, inputOf(operation, names))
      said.push({ from: name, body: answer.body })
    }
  }
  return said
}

/** Notes every address that is mounted from now on; operations are known without. */
export function noteRoutes(): () => { method: string; path: string }[] {
  const routes: { path: string; methods: Record<string, boolean> }[] = []
  const prototype = express.Router.prototype as {
    route: (this: unknown, path: string) => (typeof routes)[number]
  }
  const original = prototype.route
  const spy = vi.spyOn(prototype, 'route').mockImplementation(function (this: unknown, path: string) {
    const made = original.call(this, path)
    routes.push(made)
    return made
  })
  return () => {
    spy.mockRestore()
    const declared = new Set(operations.flatMap(([, one]) => (one.http ? [one.http.split(' ')[1]] : [])))
    return routes.flatMap(({ path, methods }) =>
      declared.has(path) ? [] : Object.keys(methods).map((method) => ({ method, path })),
    )
  }
}

/** An address with its parts filled in, or the part that nobody has a word for. */
export function filled(path: string, names: Names): { path: string } | { missing: string } {
  const missing = [...path.matchAll(/:(\w+)/g)].find(([, part]) => names[part!] === undefined)?.[1]
  if (missing !== undefined) return { missing }
  return { path: path.replaceAll(/:(\w+)/g, (_, part: string) => encodeURIComponent(names[part]!)) }
}

/** Headers that differ from one time to the next, or say what the body says. */
const ofMoment = ['date', 'etag', 'content-length']

/** What an address answers; of what is no text, its fingerprint. */
export async function fetched(client: Client, path: string): Promise<Said> {
  await client.send('platform.get', {})
  const response = await fetch(client.url + path, {
    headers: { Accept: 'text/html,*/*', ...(client.cookie && { Cookie: client.cookie }) },
    redirect: 'manual',
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const type = response.headers.get('content-type') ?? ''
  const body = /text|json|xml/.test(type) ? bytes.toString() : fingerprint(bytes)
  const headers = [...response.headers].filter(([name]) => !ofMoment.includes(name))
  return { from: path, body: `${body}\n${JSON.stringify([response.status, ...headers])}` }
}

export const fingerprint = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
