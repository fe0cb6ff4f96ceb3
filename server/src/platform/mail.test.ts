import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createLog } from './log.ts'
import { createMail, withImprint } from './mail.ts'

const baseUrl = 'https://augenhoehe.example'
const mail = { to: 'amira@example.org', subject: 'Guten Tag', text: 'Ein Link', lang: 'de' }

/** A mail server that knows nobody, and says so. */
async function refusingServer() {
  const server = createServer((socket) => {
    socket.write('220 mail.example ESMTP\r\n')
    socket.on('data', (data) => {
      const line = data.toString()
      const [, address] = /^RCPT TO:<(.+)>/.exec(line) ?? []
      socket.write(address ? `550 <${address}> is not known here\r\n` : '250 ok\r\n')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

it('says that a mail was refused, and writes no address into the log', async () => {
  const { server, url } = await refusingServer()
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const send = createMail({
    smtpUrl: url,
    from: 'Augenhöhe <a@localhost>',
    outbox: '/nonexistent',
    baseUrl,
    log,
  })
  expect(await send(mail)).toBe(false)
  expect(lines.join('')).toContain('mail not sent')
  expect(lines.join('')).toContain('550')
  expect(lines.join('')).not.toContain(mail.to)
  server.close()
})

it('keeps mails as files where there is no mail server', async () => {
  const outbox = await mkdtemp(join(tmpdir(), 'outbox-'))
  const send = createMail({
    smtpUrl: undefined,
    from: 'a@localhost',
    outbox,
    baseUrl,
    log: createLog('silent'),
  })
  expect(await send(mail)).toBe(true)
  const files = await readdir(outbox)
  expect(files).toEqual([expect.stringMatching(/\.eml$/)])
  const kept = await readFile(join(outbox, files[0]!), 'utf8')
  expect(kept).toContain(`Impressum: ${baseUrl}/impressum`)
  // Words alone: whoever opens it asks nobody for pictures, letters or proof of having read.
  expect(kept).toMatch(/^Content-Type: text\/plain/m)
  expect(kept).not.toMatch(/text\/html|multipart\//i)
  await rm(outbox, { recursive: true })
})

it.each([
  ['a subject', { subject: 'Guten Tag\r\nBcc: all@example.org\r\n\r\nHallo' }],
  ['an address', { to: 'amira@example.org\r\nBcc: all@example.org' }],
  ['a language', { lang: 'de\r\nBcc: all@example.org' }],
  ['a way to end it', { unsubscribe: 'https://augenhoehe.example/x>\r\nBcc: all@example.org' }],
])('lets %s write no header of its own', async (_, change) => {
  const outbox = await mkdtemp(join(tmpdir(), 'outbox-'))
  const send = createMail({
    smtpUrl: undefined,
    from: 'a@localhost',
    outbox,
    baseUrl,
    log: createLog('silent'),
  })
  await send({ ...mail, ...change })
  const files = await readdir(outbox)
  expect(files).toHaveLength(1)
  const [head = ''] = (await readFile(join(outbox, files[0]!), 'utf8')).split('\n\n')
  expect(head).toMatch(/^Subject: /m)
  expect(head).not.toMatch(/^Bcc:/im)
  await rm(outbox, { recursive: true })
})

it('says below every mail who writes, in its language', () => {
  expect(withImprint('Bir bağlantı\n', 'tr', baseUrl)).toBe(
    `Bir bağlantı\n\n-- \nKünye: ${baseUrl}/impressum\n`,
  )
  expect(withImprint('Un lien', 'fr', baseUrl)).toContain('Impressum: ')
})
