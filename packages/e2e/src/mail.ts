import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject } from 'vitest'

/** The body of a mail as it was written, whatever its transfer encoding. */
export function decodeMail(mail: string): string {
  const [head, ...rest] = mail.split(/\r?\n\r?\n/)
  const body = rest.join('\n\n')
  if (/Content-Transfer-Encoding: base64/i.test(head!)) return Buffer.from(body, 'base64').toString()
  if (!/quoted-printable/i.test(head!)) return body
  const bytes = body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

/** The link in the newest mail to an address. */
export async function linkTo(address: string): Promise<string> {
  const outbox = join(inject('platformFolder'), 'outbox')
  const read = async () => {
    const files = (await readdir(outbox).catch(() => []))
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .reverse()
    for (const file of files) {
      const mail = await readFile(join(outbox, file), 'utf8')
      if (mail.includes(`To: ${address}`)) return /https?:\/\/\S+/.exec(decodeMail(mail))?.[0]
    }
    return undefined
  }
  await expect.poll(read, { timeout: 20_000 }).toBeTruthy()
  const link = new URL((await read())!)
  return link.pathname + link.search
}
