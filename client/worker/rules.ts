/** What one version of the client is made of. */
export interface Shell {
  build: string
  /** What is needed to read and write without a network, in any language. */
  files: readonly string[]
  /** The words, by language: only the reader's are fetched. */
  languages: Readonly<Record<string, readonly string[]>>
}

const prefix = 'augenhoehe-shell-'
export const nameOf = (build: string) => prefix + build

/** Addresses that the server answers with something else than the client. */
const notPages = /^\/(api|docs|socket\.io|health|ready|metrics|assets)(\/|$)|\.\w+$/

/** Whether the client draws what is at this address. */
export const isPage = (path: string) => !notPages.test(path)

/** Named after its content, so that it never changes. */
export const isPiece = (path: string) => path.startsWith('/assets/')

/**
 * What has had its time: this version and the one before it stay, because a page of that one may still be open. Caches
 * are listed as they were made.
 */
export function surplusOf(caches: readonly string[], own: string): string[] {
  const others = caches.filter((name) => name.startsWith(prefix) && name !== own)
  return others.slice(0, -1)
}
