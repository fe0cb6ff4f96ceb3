import { locales, type Locale } from '@augenhoehe/contracts'
import { createTransport } from 'nodemailer'
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from './log.ts'
import { metrics } from './metrics.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  /** BCP 47; sets the language of the message. */
  lang: string
  /** Where one ends mails of this kind with one tap: shows by GET, acts by POST (RFC 8058). */
  unsubscribe?: string
  /** Names it for ever: sent twice it is shown once by what receives it. */
  messageId?: string
}
/** Hands a mail over and says whether that worked; a failure is logged and never thrown at whoever caused it. */
export type SendMail = (mail: Mail) => Promise<boolean>

interface Settings {
  smtpUrl: string | undefined
  from: string
  /** Where mails are kept as .eml files when there is no SMTP server. */
  outbox: string
  /** Where the imprint is that stands below every mail. */
  baseUrl: string
  log: Log
}

const imprint: Readonly<Record<Locale, string>> = {
  de: 'Impressum',
  'de-simple': 'Impressum',
  en: 'Imprint',
  tr: 'Künye',
  ar: 'بيانات الناشر',
  uk: 'Вихідні дані',
}

/** Who writes is said below every mail, in its language, behind the mark that mail programs know. */
export const withImprint = (text: string, lang: string, baseUrl: string) =>
  `${text.trimEnd()}\n\n-- \n${imprint[locales.find((one) => one === lang) ?? 'de']}: ${baseUrl}/impressum\n`

/** Deletes every mail that lies in the outbox. */
export async function emptyOutbox(outbox: string): Promise<void> {
  for (const name of await readdir(outbox).catch(() => [] as string[]))
    await rm(join(outbox, name), { force: true })
}

function handedOver(): true {
  metrics.mails.inc({ result: 'sent' })
  return true
}

/** Sends by SMTP when an address is set, otherwise writes every mail into the outbox folder. */
export function createMail({ smtpUrl, from, outbox, baseUrl, log }: Settings): SendMail {
  const transport = smtpUrl
    ? createTransport(smtpUrl)
    : createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return async ({ to, subject, text, lang, unsubscribe, messageId }) => {
    try {
      const sent = await transport.sendMail({
        from,
        to,
        subject,
        text: withImprint(text, lang, baseUrl),
        ...(messageId !== undefined && { messageId }),
        headers: {
          'Content-Language': lang,
          ...(unsubscribe && {
            'List-Unsubscribe': `<${unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
      })
      if (smtpUrl) return handedOver()
      await mkdir(outbox, { recursive: true })
      const file = join(
        outbox,
        `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`,
      )
      // Written beside and renamed, so that whoever watches the folder never reads half a mail.
      await writeFile(`${file}.part`, (sent as unknown as { message: Buffer }).message)
      await rename(`${file}.part`, file)
      return handedOver()
    } catch (error) {
      // Not the error itself: what a mail server says about it names the address.
      const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
      log.error({ code, responseCode }, 'mail not sent')
      metrics.mails.inc({ result: 'failed' })
      return false
    }
  }
}
