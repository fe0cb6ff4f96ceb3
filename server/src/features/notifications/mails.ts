import { groupOfNotice, type Locale, type NoticeLine } from '@augenhoehe/contracts'
import { directionOf, isolated } from '../../platform/languages.ts'
import type { Mail } from '../../platform/mail.ts'
import { words, type Words } from './words.ts'

interface Links {
  /** Where the platform is; paths of lines follow it. */
  baseUrl: string
  /** Ends mails of this kind with one tap, without signing in. */
  end: string
}

interface Reader {
  to: string
  locale: Locale
}

const subjectOf = ({ subjects }: Words, line: NoticeLine) => {
  const group = groupOfNotice[line.kind]
  return Object.hasOwn(subjects, group) ? subjects[group as keyof Words['subjects']] : subjects.other
}

const reasonOf = ({ reasons }: Words, { because: { reason, name } }: NoticeLine) =>
  reasons[reason](isolated(name ?? ''))

/** What it is about and where that is, as its reader may see it. */
const headOf = ({ about: { title, place } }: NoticeLine) =>
  [title && isolated(title), place && `(${isolated(place)})`].filter(Boolean).join(' ')

const who = ({ by }: NoticeLine) =>
  [by?.name, by?.organisation && `(${isolated(by.organisation)})`].filter(Boolean).join(' ')

/** Of one thing, at once. The subject names nothing: it stands on locked screens and in lists others look at. */
export function noticeMail({ to, locale }: Reader, line: NoticeLine, { baseUrl, end }: Links): Mail {
  const said = words[locale]
  const text = [
    said.hello,
    [said.kinds[line.kind](line.count), headOf(line), who(line)].filter(Boolean).join('\n'),
    baseUrl + line.about.path,
    said.why(reasonOf(said, line)),
    `${said.settings}\n${baseUrl}/ich/benachrichtigungen`,
    `${said.endMail}\n${end}`,
    'Augenhöhe\n',
  ].join('\n\n')
  return { to, lang: locale, subject: subjectOf(said, line), text, unsubscribe: end }
}

/** All that is new, one line for each thing. */
export function digestMail(
  { to, locale }: Reader,
  lines: readonly NoticeLine[],
  { more, suggestions, baseUrl, end }: Links & { more: number; suggestions: string | null },
): Mail {
  const said = words[locale]
  const text = [
    said.hello,
    ...(lines.length > 0 ? [said.lead] : []),
    ...lines.map((line) =>
      [
        `• ${headOf(line) || said.kinds[line.kind](line.count)}`,
        `  ${[headOf(line) && said.kinds[line.kind](line.count), reasonOf(said, line)].filter(Boolean).join(' – ')}`,
        `  ${baseUrl}${line.about.path}`,
      ].join('\n'),
    ),
    ...(more > 0 ? [`${said.more(more)}\n${baseUrl}/benachrichtigungen`] : []),
    ...(suggestions === null ? [] : [`${said.suggestions}\n\n${suggestions}`]),
    `${said.settings}\n${baseUrl}/ich/benachrichtigungen`,
    `${said.endDigest}\n${end}`,
    'Augenhöhe\n',
  ].join('\n\n')
  return { to, lang: locale, subject: said.subjects.digest, text, unsubscribe: end }
}

/**
 * What a browser shows. What it is about stands on a locked screen only for those who want it there; that it is one’s
 * turn does for everybody, because it is over in a minute.
 */
export function pushOf(line: NoticeLine, locale: Locale, details: boolean) {
  const said = words[locale]
  const sentence = said.kinds[line.kind](line.count)
  const isTurn = groupOfNotice[line.kind] === 'turn'
  return {
    title: details || isTurn ? subjectOf(said, line) : said.subjects.other,
    body: details ? [headOf(line), sentence].filter(Boolean).join('\n') : isTurn ? sentence : '',
    url: line.about.path,
    tag: line.object,
    lang: locale,
    dir: directionOf(locale),
  }
}
