import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '../../../../platform/errors.ts'
import { convertFile } from './converter.ts'
import { pageFile, type Converted } from './kinds.ts'

/** More than this at once, and the next one is asked to wait. */
const mostAtOnce = 20
const waitMs = 5000
const isId = (name: string) => /^[0-9a-f]{24}$/.test(name)

/**
 * The pictures of what was sent in, outside the store and out of reach of the web: a folder each, named by chance.
 * Files on their way in lie beside them for as long as they are read.
 */
export function createEvidenceFolder(folder: string) {
  const arriving = new Set<string>()
  const busy = new Set<string>()
  let reading: Promise<unknown> = Promise.resolve()

  const folderOf = (id: string) => join(folder, id)
  const remove = (id: string) => rm(folderOf(id), { recursive: true, force: true })

  /** One after the other: reading a file takes a whole core. */
  function convert(path: string, into: string) {
    const next = reading.then(() => convertFile(path, into))
    reading = next.catch(() => undefined)
    return next
  }

  return {
    folder,
    remove,

    /** Room for one more file of this organisation; it is given back by the caller. */
    enter(organisationId: string): () => void {
      if (busy.has(organisationId) || busy.size >= mostAtOnce)
        throw refuse('rate.limited', { retryAfterMs: waitMs })
      busy.add(organisationId)
      return () => void busy.delete(organisationId)
    },

    /** Where a file may lie while it is read. */
    async arrival(): Promise<{ path: string; over: () => Promise<void> }> {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${randomBytes(12).toString('hex')}.arriving`
      arriving.add(name)
      const path = join(folder, name)
      return {
        path,
        over: async () => {
          await rm(path, { force: true })
          arriving.delete(name)
        },
      }
    },

    /**
     * Pictures of the pages of a file, kept from here on if `keep` resolves: it writes down that they belong to
     * somebody. What a file is refused for is thrown, and nothing is left of it.
     */
    async take<R>(path: string, keep: (id: string, converted: Converted) => Promise<R>): Promise<R> {
      const id = randomBytes(12).toString('hex')
      arriving.add(id).add(`${id}.making`)
      const making = join(folder, `${id}.making`)
      try {
        await mkdir(making, { mode: 0o700 })
        const answer = await convert(path, making)
        if ('refused' in answer) throw refuse(answer.refused)
        await rename(making, folderOf(id))
        return await keep(id, answer.converted)
      } catch (error) {
        await rm(making, { recursive: true, force: true })
        // Where nobody knows whether it was written down, the job finds out.
        if ((error as { code?: unknown }).code !== 'unavailable') await remove(id)
        throw error
      } finally {
        arriving.delete(id)
        arriving.delete(`${id}.making`)
      }
    },

    /** The picture of a page. */
    async page(id: string, page: number, small: boolean): Promise<Buffer> {
      try {
        return await readFile(join(folderOf(id), pageFile(page, small)))
      } catch {
        throw refuse('not-found')
      }
    },

    /** Deletes what belongs to nobody any more; `owned` says which of these do. */
    async sweep(owned: (ids: string[]) => Promise<ReadonlySet<string>>) {
      const names = await readdir(folder).catch(() => [] as string[])
      const lying = names.filter((name) => !arriving.has(name))
      const kept = await owned(lying.filter(isId))
      for (const name of lying)
        if (!kept.has(name)) await rm(join(folder, name), { recursive: true, force: true })
    },
  }
}
export type EvidenceFolder = ReturnType<typeof createEvidenceFolder>
