import type { AllOperations, NotificationPreferences, Parsed } from '@augenhoehe/contracts'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { createLanes } from '../../platform/lanes.ts'
import { createMemory } from '../../platform/memory.ts'
import type { Signer } from '../../platform/signature.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Matching } from '../matching/index.ts'
import type { Organisations } from '../organisations/index.ts'
import { countShown, shownAmong, type ThreadService } from '../threads/index.ts'
import { createDevices } from './devices.ts'
import { createFollows } from './follows.ts'
import { createHappenings } from './happenings.ts'
import { createNotices, type NoticeNeeds } from './notices.ts'
import { chosenAfter, preferencesOf, type Chosen } from './policy.ts'
import type { SendPush } from './push.ts'
import { createReadable, type Sources } from './readable.ts'

type Input<K extends keyof AllOperations> = Parsed<AllOperations[K]>

interface Needs extends Pick<NoticeNeeds, 'blockersOf' | 'isHere' | 'tellOwn' | 'now' | 'log'> {
  accounts: Pick<Accounts, 'people' | 'mailboxes' | 'actorBy' | 'notificationPrefs' | 'setNotificationPrefs'>
  sources: Omit<Sources, 'organisations' | 'threads'>
  organisations: Organisations
  threads: ThreadService
  matching: Pick<Matching, 'digest' | 'setDigest'>
  /** Of the links by which one ends a mail. */
  signer: Signer
  /** None where the operator has not set it up. */
  push: { publicKey: string; send: SendPush } | undefined
}

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
  const preferences = async (userId: string) => preferencesOf(await chosen.get(userId))
  const follows = createFollows({ readable, now })
  const devices = createDevices({ sendPush: needs.push?.send, now })
  const notices = createNotices({
    ...needs,
    readable,
    follows,
    actorBy: accounts.actorBy,
    people: accounts.people,
    preferencesOf: preferences,
    countShown,
    shownAmong,
    onDue: () => undefined,
  })
  const happenings = createHappenings({
    threads,
    organisations,
    accounts,
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
      chosen.forget(userId)
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

    showMailLink: mailState,
    /** Ends mails of a kind for whoever holds the link of one, or has them come again. */
    async setByMailLink(token: string, on: boolean) {
      const { userId, kind } = readToken(token)
      if (kind === 'mail') await change(userId, { mail: on })
      else await change(userId, { digest: { every: on ? 'weekly' : 'off' } })
      return mailState(token)
    },

    repair: () => happenings.repair(),
    tidy: () => notices.tidy(),
    settle: () => happenings.settle(),
    end() {
      happenings.end()
      notices.end()
    },
  }
}
export type Notifications = ReturnType<typeof createNotifications>
