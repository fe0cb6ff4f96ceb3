import type { Plugin } from 'vite'
import { allOperations } from '../../packages/contracts/src/index.ts'

const name = 'virtual:operations'
const id = `\0${name}`

/**
 * Gives the browser of each operation what it needs to call it: its route and its event name.
 * Computed from the contracts at build time, so that zod and the schemas stay on the server
 * (the first load has to stay small) and yet nothing is written twice.
 */
export function operationsPlugin(): Plugin {
  const table = Object.fromEntries(
    Object.entries(allOperations).map(
      ([operation, { http, socket }]: [string, { http?: string; socket?: string }]) => [
        operation,
        { ...(http && { http }), ...(socket && { socket }) },
      ],
    ),
  )
  return {
    name: 'augenhoehe-operations',
    resolveId: (source) => (source === name ? id : null),
    load: (source) => (source === id ? `export const operations = ${JSON.stringify(table)}` : null),
  }
}
