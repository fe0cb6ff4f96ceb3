import { useSearchParams } from 'react-router'
import { recall, remember } from '../../platform/remembered.ts'

const start = '/'
const key = 'after-mail'

/** Only addresses of this site: a link somebody sent must not lead to a copy of it elsewhere. */
export const safeWay = (wanted: string | null): string =>
  wanted?.startsWith('/') && !/^\/[/\\]/.test(wanted) ? wanted : start

/** Where to go on after signing in. */
export function useWayBack(): string {
  const [params] = useSearchParams()
  return safeWay(params.get('weiter'))
}

/** Whoever confirms an address comes back through a mail, often in another tab. */
export const keepWayBack = (way: string) => remember(key, way)

export function takeWayBack(): string {
  const way = safeWay(recall(key))
  remember(key, start)
  return way
}
