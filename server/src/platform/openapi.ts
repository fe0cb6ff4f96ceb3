import {
  allEvents,
  allOperations,
  everyProblem,
  Problem,
  problems,
  route,
  type Operation,
  type ProblemCode,
} from '@augenhoehe/contracts'
import { z } from 'zod'
import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi'

function responses(operation: Operation, method: string): ZodOpenApiResponsesObject {
  const codes: ProblemCode[] = [
    ...(operation.problems ?? []),
    ...(operation.who === 'anyone' ? [] : (['session.required'] as const)),
    ...(operation.who === 'anyone' || operation.settingUp ? [] : (['second-factor-required'] as const)),
    ...(operation.stepUp ? (['step-up-required'] as const) : []),
    ...everyProblem,
  ]
  const refusals = new Map<number, ProblemCode[]>()
  for (const code of codes)
    refusals.set(problems[code].status, [...(refusals.get(problems[code].status) ?? []), code])
  return {
    [operation.status ?? (method === 'POST' ? 201 : 200)]: {
      description: 'Done.',
      content: { 'application/json': { schema: operation.reply } },
    },
    ...Object.fromEntries(
      [...refusals].map(([status, some]) => [
        String(status),
        {
          description: some.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n'),
          content: { 'application/problem+json': { schema: Problem } },
        },
      ]),
    ),
  }
}

/** Splits an input into what the path carries and the rest. */
function parts(input: z.ZodType, names: string[]) {
  if (!(input instanceof z.ZodObject)) throw new Error('The input of an operation is an object')
  const mask = Object.fromEntries(names.map((name) => [name, true])) as Record<string, true>
  return { path: input.pick(mask as never), rest: input.omit(mask as never) as z.ZodObject }
}

/** What only the socket carries, in words: OpenAPI knows no sockets. */
function socketWords(): string {
  const asked = (Object.values(allOperations) as Operation[])
    .filter(({ http, socket }) => socket && !http)
    .map(({ socket, title }) => `- \`${socket}\`: ${title}`)
  const pushed = Object.keys(allEvents).map((name) => `- \`${name}\``)
  return [
    'Over Socket.IO (default path, namespace `/`), acknowledged with `{ ok: true, data }` or `{ ok: false, problem }`:',
    '',
    ...asked,
    '',
    'Pushed:',
    '',
    ...pushed,
  ].join('\n')
}

/** The OpenAPI 3.1 document, made from the contracts; what only the socket carries is described in words. */
export function openApiDocument(version: string, url: string): object {
  const paths: ZodOpenApiPathsObject = {}
  for (const [name, operation] of Object.entries(allOperations) as [string, Operation][]) {
    if (!operation.http) continue
    const { method, path, params } = route(operation)
    const { path: inPath, rest } = parts(operation.input, params)
    const empty = Object.keys(rest.shape).length === 0
    const inQuery = method === 'GET' || method === 'DELETE'
    const entry = {
      operationId: name,
      tags: [name.split('.')[0]!],
      summary: operation.title,
      description: operation.socket
        ? `Also over the socket as \`${operation.socket}\`, with all of the input as payload.`
        : undefined,
      security: operation.who === 'anyone' ? [] : [{ session: [] }],
      requestParams: {
        ...(params.length > 0 && { path: inPath }),
        ...(inQuery && !empty && { query: rest }),
      },
      ...(!inQuery && !empty && { requestBody: { content: { 'application/json': { schema: rest } } } }),
      responses: responses(operation, method),
    }
    const key = `/api${path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[key] = { ...paths[key], [method.toLowerCase()]: entry }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Augenhöhe',
      description: socketWords(),
      version,
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'augenhoehe.session_token' } },
    },
  })
}
