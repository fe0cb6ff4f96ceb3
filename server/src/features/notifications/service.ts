import type { AllOperations, NoticeKind, NotificationPreferences, Parsed } from '@augenhoehe/contracts'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { createLanes } from '../../platform/lanes.ts'
import { createMemory } from '../../platform/memory.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Signer } from '../../platform/signature.ts'
import { createThrottle } from '../../platform/throttle.ts'
import type { Neighbours } from '../../platform/neighbours.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Matching } from '../matching/index.ts'
import type { Organisations } from '../organisations/index.ts'
import { countShown, shownAmong, type ThreadService } from '../threads/index.ts'
import { createDevices } from './devices.ts'
import { createDigest } from './digest.ts'
import { createFollows } from './follows.ts'
import { createHappenings } from './happenings.ts'
import { createNotices, type NoticeNeeds } from './notices.ts'
import { chosenAfter, preferencesOf, undisturbedAt, type Chosen } from './policy.ts'
import type { SendPush } from './push.ts'
import { createReadable, type Sources } from './readable.ts'
import { createSending } from './sending.ts'

type Input<K extends keyof AllOperations> = Parsed<AllOperations[K]>

interface Needs extends Pick<NoticeNeeds, 'blockersOf' | 'isHere' | 'tellOwn' | 'now' | 'log'> {
  neighbours: Neighbours
  /** Whether somebody has a session on their screen at this moment. */
  isWatching: (userId: string, sessionId: string) => boolean
  accounts: Pick<
    Accounts,
    | 'people'
    | 'mailboxes'
    | 'actorBy'
    | 'actorsBy'
    | 'openSessions'
    | 'notificationPrefs'
    | 'setNotificationPrefs'
  >
  sources: Omit<Sources, 'organisations' | 'threads'>
  organisations: Organisations
  threads: ThreadService
  matching: Pick<Matching, 'digest' | 'setDigest' | 'digestReaders' | 'digestFor'>
  mail: SendMail
  baseUrl: string
  /** Of the links by which one ends a mail. */
  signer: Signer
  /** None where the operator has not set it up. */
  push: { publicKey: string; send: SendPush } | undefined
}

const sendPauseMs = 500
const idBytes = 12
const kinds = ['mail', 'digest'] as const
type MailKind = (typeof kinds)[number]

export function createNotifications(needs: Needs) {
  const { accounts, organisations, threads, matching, signer, now, log } = needs
  const readable = createReadable({ ...needs.sources, organisations, threads })
  const inLane = createLanes()
  const chosen = createMemory({
    load: async (userId) => (await accounts.notificationPrefs(userId)) as Chosen | null,
    most: 10_000,
    forMs: 60_000,
  })
  const forget = needs.neighbours.share('notification preferences', (userId: string) => chosen.forget(userId))
  const preferences = async (userId: string) => preferencesOf(await chosen.get(userId))
  const follows = createFollows({ readable, now })
  const devices = createDevices({
    sendPush: needs.push?.send,
    openSessions: accounts.openSessions,
    neighbours: needs.neighbours,
    now,
  })
  const endLink = (kind: MailKind) => (userId: string) =>
    `${needs.baseUrl}/abbestellen/${tokenOf(userId, kind)}`
  const notices = createNotices({
    ...needs,
    readable,
    follows,
    actorsBy: accounts.actorsBy,
    people: accounts.people,
    preferencesOf: preferences,
    countShown,
    shownAmong,
    onDue: () => due('now'),
    rings: devices.ring,
  })
  const sending = createSending({
    ...needs,
    notices,
    devices,
    preferencesOf: preferences,
    endLink: endLink('mail'),
  })
  const digest = createDigest({
    ...needs,
    notices,
    preferencesOf: preferences,
    endLink: endLink('digest'),
  })
  /** One after the other, so that nothing is looked at twice. */
  const send = () => inLane('sending', () => sending.send())
  const due = createThrottle(() => {
    send().catch((error: unknown) => log.warn({ err: error }, 'notices not sent yet'))
  }, sendPauseMs)
  const happenings = createHappenings({
    threads,
    organisations,
    results: needs.sources.results,
    isWatching: needs.isWatching,
    preferencesOf: preferences,
    notices,
    follows,
    now,
    log,
  })

  async function present(actor: Actor): Promise<NotificationPreferences> {
    const [own, { weekly }] = await Promise.all([preferences(person(actor).id), matching.digest(actor)])
    return { ...own, suggestions: weekly, pushKey: needs.push?.publicKey ?? null }
  }

  async function change(userId: string, wanted: Chosen) {
    await inLane(userId, async () => {
      const before = (await accounts.notificationPrefs(userId)) as Chosen | null
      await accounts.setNotificationPrefs(userId, chosenAfter(before, wanted))
      forget(userId)
    })
  }

  const tokenOf = (userId: string, kind: MailKind) =>
    signer.seal(Buffer.concat([Buffer.from(userId, 'hex'), Buffer.from([kinds.indexOf(kind)])]))

  function readToken(token: string): { userId: string; kind: MailKind } {
    const words = signer.open(token)
    const kind = kinds[words?.at(idBytes) ?? -1]
    if (words?.length !== idBytes + 1 || !kind) throw refuse('token.invalid')
    return { userId: words.toString('hex', 0, idBytes), kind }
  }

  async function mailState(token: string) {
    const { userId, kind } = readToken(token)
    const own = await preferences(userId)
    return { what: kind, on: kind === 'mail' ? own.mail : own.digest.every !== 'off' }
  }

  return {
    tell: notices.tell,
    happenings,
    devices,
    tokenOf,

    list: (actor: Actor, input: Input<'notifications.list'>) => notices.list(actor, input),
    count: async (actor: Actor) => ({ unread: await notices.countFor(actor) }),
    markRead: async (actor: Actor, { clientId, objects, until }: Input<'notifications.markRead'>) => ({
      unread: await notices.markRead(actor, clientId, objects, until),
    }),
    undoRead: async (actor: Actor, { clientId }: Input<'notifications.undoRead'>) => ({
      unread: await notices.undoRead(actor, clientId),
    }),

    follows: (actor: Actor, { locale }: Input<'notifications.follows'>) => follows.list(actor, locale),
    following: (actor: Actor, { kind, target }: Input<'notifications.following'>) =>
      follows.of(actor, kind, target),
    follow: (actor: Actor, { kind, target, state }: Input<'notifications.follow'>) =>
      follows.set(actor, kind, target, state),

    preferences: present,
    async setPreferences(actor: Actor, { suggestions, ...wanted }: Input<'notifications.setPreferences'>) {
      await change(person(actor).id, wanted as Chosen)
      if (suggestions !== undefined) await matching.setDigest(actor, suggestions)
      return present(actor)
    },

    /** Those of these people who do not want to be disturbed by such a thing at this moment. */
    async disturbed(userIds: readonly string[], kind: NoticeKind): Promise<ReadonlySet<string>> {
      const at = now()
      const asleep = await Promise.all(
        userIds.map(async (userId) => undisturbedAt(await preferences(userId), kind, at) > at),
      )
      return new Set(userIds.filter((_, index) => asleep[index]))
    },

    showMailLink: mailState,
    /** Ends mails of a kind for whoever holds the link of one, or has them come again. */
    async setByMailLink(token: string, on: boolean) {
      const { userId, kind } = readToken(token)
      if (kind === 'mail') await change(userId, { mail: on })
      else await change(userId, { digest: { every: on ? 'weekly' : 'off' } })
      return mailState(token)
    },

    /** A session ended: its browser is told no more. */
    signedOut: (ended: { userId: string; sessionId?: string }) => devices.signedOut(ended),

    /** Somebody is not there any more. */
    forgetPerson: (userId: string) => chosen.forget(userId),

    repair: () => happenings.repair(),
    /** Nothing of what has happened until now is mailed or rings; it stays in the lists. */
    async quieten() {
      await happenings.settle()
      await notices.quieten()
    },
    /** Every minute: what was held back until now, or was not handed over. */
    sendDue: send,
    /** How many mails and pushes are due and were not handed over, and since when the oldest is. */
    waiting: () => notices.waiting(),
    writeDigests: () => digest.writeDigests(),
    tidy: () => notices.tidy(),
    /** Tells and sends what waits. */
    async settle() {
      await happenings.settle()
      await send()
    },
    end() {
      happenings.end()
      notices.end()
      due.end()
    },
  }
}
export type Notifications = ReturnType<typeof createNotifications>
