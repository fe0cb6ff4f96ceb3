import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import * as shared from './here.ts'

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

/** The link in the newest mail to an address; the first one where there are several. */
export async function linkTo(address: string): Promise<string> {
  const [first] = await linksTo(address)
  return first!
}

interface Mailbox {
  /** Where the platform keeps its data; the one that all journeys share where none is named. */
  folder?: string
  /** What a link of the mail holds. */
  holding?: string
  timeout?: number
}

/** The newest mail to an address, as it is read. */
export async function mailTo(
  address: string,
  { folder = shared.folder, holding = '', timeout = 20_000 }: Mailbox = {},
): Promise<string> {
  const outbox = join(folder, 'outbox')
  const read = async () => {
    const files = (await readdir(outbox).catch(() => []))
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .reverse()
    for (const file of files) {
      const mail = await readFile(join(outbox, file), 'utf8')
      const text = mail.includes(`To: ${address}`) ? decodeMail(mail) : null
      if (text?.match(/https?:\/\/\S+/g)?.some((link) => link.includes(holding))) return text
    }
    return null
  }
  await expect.poll(read, { timeout }).toBeTruthy()
  return (await read())!
}

/** All links of the newest mail to an address. */
export async function linksTo(address: string, mailbox: Mailbox = {}) {
  const links = (await mailTo(address, mailbox)).match(/https?:\/\/\S+/g)
  return links!.map((one) => {
    const { pathname, search } = new URL(one)
    return pathname + search
  })
}
