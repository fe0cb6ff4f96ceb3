import type { AllOperations, Contribution, Locale, Reply, Room, Thread } from '@augenhoehe/contracts'
import type { Request } from 'express'
import { Refusal } from '../../platform/errors.ts'
import { dataBlock, html, type Html } from '../../platform/html.ts'
import { directionOf, formatOf, localeOf, worded } from '../../platform/languages.ts'
import type { Log } from '../../platform/log.ts'
import type { FirstPage, FirstPages } from '../../platform/site.ts'

type Answered = 'rooms.get' | 'threads.get' | 'threads.contributions'
type Ask = <K extends Answered>(
  name: K,
  input: Record<string, string | number>,
) => Promise<Reply<AllOperations[K]>>

interface Needs {
  /** As whoever opens the page, with their rights; through the same door as everything they ask. */
  askAs: (request: Request) => Promise<{ ask: Ask; isVisitor: boolean }>
  /** The product's frame around it. */
  framed: (content: {
    locale: Locale
    title: string
    description: string
    path: string
    indexed: boolean
    main: Html
    data: readonly Html[]
  }) => FirstPage
  log: Log
}

/** As many as the program asks for at once. */
const pageSize = 50
/** Who opens at the end sees its last ones first. */
const atEnd = 8
const shortThread = 50

/** Where the program opens a thread; it asks for the same, and finds it in the page. */
function openingOf({ readSeq, contributionCount: count }: Thread, isVisitor: boolean) {
  if (readSeq !== null && readSeq < count) return readSeq + 1
  return readSeq === null && count > 0 && (!isVisitor || count <= shortThread) ? 1 : null
}

/** Whoever has erased their account has no name any more. */
const former: Readonly<Record<Locale, string>> = {
  de: 'Ehemaliges Mitglied',
  'de-simple': 'Ehemaliges Mitglied',
  en: 'Former member',
  tr: 'Eski üye',
  ar: 'عضو سابق',
  uk: 'Колишній учасник',
}

const voiceOf = ({ organisation, institution, oral, authorName }: Contribution, locale: Locale) =>
  (oral?.organisation?.name ?? oral?.speaker ?? organisation?.name ?? institution?.name ?? authorName) ||
  former[locale]

/** A thread as one would see it, readable before the program is there: on a weak network that is much earlier. */
export function createThreadPages({ askAs, framed, log }: Needs): FirstPages {
  return async (request) => {
    const [, slug, threadId] = /^\/raeume\/([a-z0-9-]+)\/([0-9a-f]{24})$/.exec(request.path) ?? []
    if (slug === undefined || threadId === undefined) return undefined
    try {
      const { ask, isVisitor } = await askAs(request)
      const [room, thread] = await Promise.all([ask('rooms.get', { slug }), ask('threads.get', { threadId })])
      const wanted = request.query['beitrag']
      const from = openingOf(thread, isVisitor)
      const place =
        typeof wanted === 'string' && /^[0-9a-f]{24}$/.test(wanted)
          ? { aroundId: wanted }
          : from === null
            ? {}
            : { aroundSeq: from }
      const input = { threadId, limit: pageSize, ...place }
      const page = await ask('threads.contributions', input)
      return {
        ...framed({
          locale: localeOf(request),
          title: thread.title,
          description: thread.title,
          path: request.path,
          // What people say to each other is for whoever comes, not for indexes.
          indexed: false,
          main: drawn(
            room,
            thread,
            inSight(page.contributions, 'aroundId' in place ? null : from),
            localeOf(request),
          ),
          data: [
            dataBlock(
              'application/json',
              [
                { name: 'rooms.get', input: { slug }, reply: room },
                { name: 'threads.get', input: { threadId }, reply: thread },
                { name: 'threads.contributions', input, reply: page },
              ],
              'first-answer',
            ),
          ],
        }),
        personal: !isVisitor,
      }
    } catch (error) {
      // The program asks again, and says what is the matter: also where nothing is there for this reader.
      if (!(error instanceof Refusal)) log.warn({ err: error }, 'a thread was sent without its words')
      return undefined
    }
  }
}

/** What will be on the screen when the program has taken over, so that nobody loses their line. */
function inSight(contributions: readonly Contribution[], from: number | null) {
  const words = contributions.filter(({ text, type }) => text !== '' && type !== 'system')
  return from === null ? words.slice(-atEnd) : words.filter(({ seq }) => seq !== null && seq >= from)
}

const drawn = (room: Room, thread: Thread, contributions: readonly Contribution[], locale: Locale) =>
  html`<div class="first-thread">
    <p class="first-place"><a href="/raeume/${room.slug}">${worded(room.title, locale)}</a></p>
    <h1 dir="auto">${thread.title}</h1>
    ${contributions.map(
      (one) =>
        html`<article id="first-${one.id}">
          <p>
            <b><bdi>${voiceOf(one, locale)}</bdi></b>
            <time datetime="${one.createdAt}">${timeOf(one.createdAt, locale)}</time>
            ${one.organisation && html`<span><bdi>${one.authorName || former[locale]}</bdi></span>`}
          </p>
          <p ${spoken(one)}>${one.text}</p>
        </article>`,
    )}
  </div>`

/** In its own direction where its language is known; otherwise its first letter says it. */
const spoken = ({ lang }: Contribution) =>
  lang === null ? html`dir="auto"` : html`lang="${lang}" dir="${directionOf(lang)}"`

const timeOf = (at: string, locale: Locale) =>
  new Intl.DateTimeFormat(formatOf(locale), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Berlin',
  }).format(new Date(at))
