import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Noted beside the data, so that whoever watches sees when nobody makes backups any more. */
const fileIn = (folder: string) => join(folder, 'last-backup')

/** When the last backup of this folder's data was made. */
export async function backedUpAt(folder: string): Promise<Date | null> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => '')
  const at = new Date(text.trim())
  return Number.isNaN(at.getTime()) ? null : at
}

export async function noteBackup(folder: string, at: Date): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(`${fileIn(folder)}.part`, `${at.toISOString()}\n`)
  await rename(`${fileIn(folder)}.part`, fileIn(folder))
}
