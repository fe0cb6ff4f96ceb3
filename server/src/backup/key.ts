import type { Config } from '../platform/config.ts'

/** What backups are sealed with. */
export function backupKey({ BACKUP_KEY }: Pick<Config, 'BACKUP_KEY'>): Buffer {
  if (!BACKUP_KEY) throw new Error('BACKUP_KEY is not set: openssl rand -hex 32 makes one (see .env.example)')
  return Buffer.from(BACKUP_KEY, 'hex')
}
