import type { LiveChanged, Locale, OwnMembership, ServerToClient, ThreadChanged } from '@augenhoehe/contracts'
import compression from 'compression'
import express, { type Application, type Router } from 'express'
import helmet from 'helmet'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import proxyAddress from 'proxy-addr'
import {
  accountHandlers,
  accountsPersonal,
  createAccounts,
  createAuth,
  type Accounts,
} from './features/accounts/index.ts'
import { auditHandlers, auditPersonal, createAudit, type Audit } from './features/audit/index.ts'
import {
  createFeedback,
  feedbackHandlers,
  feedbackPersonal,
  type FeedbackService,
} from './features/feedback/index.ts'
import { createLegal, legalHandlers } from './features/legal/index.ts'
import {
  createGlossary,
  glossaryHandlers,
  glossaryPersonal,
  type GlossaryService,
} from './features/glossary/index.ts'
import {
  announceSession,
  createLive,
  liveHandlers,
  livePersonal,
  followers as sessionFollowers,
  ownFollowers as ownSessionFollowers,
  sessionRevs,
  sessionsAheadOf,
  sessionsOf,
  type LiveService,
} from './features/live/index.ts'
import {
  createMatching,
  matchingHandlers,
  matchingPersonal,
  openMatters,
  type Matching,
} from './features/matching/index.ts'
import {
  createOrganisations,
  evidenceRoutes,
  exchangeRoutes,
  extractRoutes,
  organisationHandlers,
  organisationsPersonal,
  type Organisations,
} from './features/organisations/index.ts'
import {
  createModeration,
  moderationHandlers,
  moderationPersonal,
  type Moderation,
} from './features/moderation/index.ts'
import {
  createNotifications,
  createPush,
  notificationHandlers,
  notificationsPersonal,
  type Notifications,
  type SendPush,
} from './features/notifications/index.ts'
import {
  createPresence,
  createRooms,
  here,
  roomHandlers,
  roomsPersonal,
  type PresenceService,
  type RoomService,
} from './features/rooms/index.ts'
import {
  createResults,
  exportRoutes,
  recordsInReview,
  resultHandlers,
  resultsPersonal,
  type Results,
} from './features/results/index.ts'
import {
  createPrivacy,
  erasedListIn,
  openErasedList,
  ownExportRoutes,
  privacyHandlers,
  privacyPersonal,
  type Privacy,
} from './features/privacy/index.ts'
import { createSearch, searchHandlers, type Search } from './features/search/index.ts'
import {
  announceTo,
  citedContributions,
  createThreads,
  followers,
  hintTo,
  publishedContributions,
  publishedThreads,
  questionsUsedIn,
  threadHandlers,
  threadsPersonal,
  threadIdsIn,
  threadRevs,
  type ThreadService,
} from './features/threads/index.ts'
import { createFirstPages } from './first-pages.ts'
import type { Config } from './platform/config.ts'
import { refuse } from './platform/errors.ts'
import { countResponses, createHealth, type Health } from './platform/health.ts'
import { operationRoutes, problemReplies, refuseMalformedRequests, requestIds } from './platform/http.ts'
import { askedLocale } from './platform/languages.ts'
import { leasesPersonal } from './platform/lease.ts'
import type { Log } from './platform/log.ts'
import { createMemory } from './platform/memory.ts'
import { createMissed } from './platform/missed.ts'
import { migrate, migrationsPersonal } from './platform/migrations.ts'
import { alone, createNeighbours, neighboursPersonal } from './platform/neighbours.ts'
import type { Tell } from './platform/notice.ts'
import { emptyOutbox, type SendMail } from './platform/mail.ts'
import type { PersonalRules } from './platform/personal.ts'
import { openApiDocument } from './platform/openapi.ts'
import { createPerform, type Call, type Handlers } from './platform/operations.ts'
import { unpressed, watchPressure, type Load } from './platform/pressure.ts'
import { createRateLimits } from './platform/rate-limits.ts'
import { createThrottle } from './platform/throttle.ts'
import { createTraffic } from './platform/traffic.ts'
import { audience, openRealtime, sayGoodbye, type Io } from './platform/realtime.ts'
import { createRetention, retentionPersonal, type Retention } from './platform/retention.ts'
import { createBus } from './platform/redis.ts'
import { createReadiness, type Readiness } from './platform/readiness.ts'
import { epochOf, recoveriesPersonal } from './platform/recovery.ts'
import { createSealer } from './platform/sealed-text.ts'
import { createSigner } from './platform/signature.ts'
import { securityTxt } from './platform/security-txt.ts'
import { assetRoutes, docsRoutes, siteRoutes, type FirstPages } from './platform/site.ts'
import { backedUpAt } from './backup/last.ts'
import { migrationsWith } from './migrations.ts'
import { retentionTable } from './retention-table.ts'

export interface Deps {
  config: Config
  secret: string
  /** Where people reach the platform; links in mails start with it. */
  baseUrl: string
  /** The built client. */
  site: string
  version: string
  mail: SendMail
  /** Takes the place of the way to browsers. */
  push?: SendPush
  /** The share of the disk that is free, where it is not looked up. */
  freeShare?: (folder: string) => Promise<number>
  /** How much the process has to do, where it is not measured. */
  load?: () => Load
  now: () => Date
  log: Log
}

export interface App {
  http: Server
  io: Io
  accounts: Accounts
  organisations: Organisations
  rooms: RoomService
  threads: ThreadService
  live: LiveService
  matching: Matching
  moderation: Moderation
  notifications: Notifications
  results: Results
  search: Search
  glossary: GlossaryService
  feedback: FeedbackService
  privacy: Privacy
  retention: Retention
  readiness: Readiness
  /** For a port that only those reach who watch. */
  internal: Application
  close(): Promise<void>
}

/** A push that reaches everybody concerned, whichever process they are connected with; to all without `to`. */
interface Push {
  to: string[] | null
  event: keyof ServerToClient
  payload: object
}

/** Who was erased, and by model the documents that were touched. */
interface Erased {
  userId: string
  touched: [string, string[]][]
}

/** So long sends that run may take at the end, and requests of any other kind. */
const lastSendsMs = 10_000
const lastWordsMs = 3000

/** What every collection holds of people, and what becomes of it. */
export const personalRules: PersonalRules = {
  ...accountsPersonal,
  ...auditPersonal,
  ...feedbackPersonal,
  ...glossaryPersonal,
  ...livePersonal,
  ...matchingPersonal,
  ...moderationPersonal,
  ...notificationsPersonal,
  ...organisationsPersonal,
  ...resultsPersonal,
  ...roomsPersonal,
  ...threadsPersonal,
  ...privacyPersonal,
  ...leasesPersonal,
  ...neighboursPersonal,
  ...migrationsPersonal,
  ...recoveriesPersonal,
  ...retentionPersonal,
}

/**
 * Builds everything once. This page is the graph of reactions: who tells whom, in reading order.
 * What a line needs from one below it is handed over as a function that is called later.
 */
export async function createApp({
  config,
  secret,
  baseUrl,
  site,
  version,
  mail,
  push,
  freeShare,
  load,
  now,
  log,
}: Deps): Promise<App> {
  const app = express()
  const http = createServer(app)
  refuseMalformedRequests(http, log)
  const connections = new Set<Socket>()
  http.on('connection', (connection) => {
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
  })
  const bus = config.REDIS_URL ? await createBus(config.REDIS_URL, log) : undefined
  const neighbours = bus ? await createNeighbours({ bus, now, log }) : alone
  const limits = createRateLimits(config.RATE_LIMITS === 'on', bus)
  const pressure = config.RATE_LIMITS === 'on' ? watchPressure(load) : unpressed
  // What happens to sockets of every process, sooner or later: no message that may be lost may decide about rights.
  const putOut = neighbours.share('sockets out', (rooms: string | string[]) => {
    if (rooms.length > 0) io.local.in(rooms).disconnectSockets(true)
  })
  /** Told to everybody concerned for certain, unlike what only makes a page move a little sooner. */
  const tellAll = neighbours.share('push', ({ to, event, payload }: Push) => {
    // An event and its payload belong together; the types of Socket.IO do not follow a name that varies.
    const sockets = (to ? io.local.to(to) : io.local) as { emit(name: string, about: object): unknown }
    sockets.emit(event, payload)
  })
  const audit: Audit = createAudit({ now })
  const notify: Tell = (notice) => notifications.tell(notice)

  const accounts: Accounts = createAccounts({
    auth: createAuth({ secret, baseUrl, mail }),
    limits,
    leavingAt: (userId) => privacy.erasures.leavingAt(userId),
    membershipsOf: (userId): Promise<OwnMembership[]> => organisations.membershipsOf(userId),
    moderatedBy: (userId) => rooms.moderatedBy(userId),
    onPresenceChanged: (userId) => personSeen(userId),
    onSignedOut: (ended) => {
      const { userId, sessionId } = ended
      putOut(sessionId ? audience.session(sessionId) : audience.user(userId))
      notifications
        .signedOut(ended)
        .catch((error: unknown) => log.warn({ err: error }, 'device not forgotten'))
    },
    onAffiliated: (userId) => rooms.administration.putOut(userId),
    onRenewed: (sessionId) => putOut(audience.session(sessionId)),
    neighbours,
    mail,
    baseUrl,
    sealer: createSealer(secret, 'secrets of authenticator apps'),
    // The logins of a demonstration stand in public: a second factor would only keep people from trying it.
    staffNeedSecondFactor: async () =>
      config.STAFF_SECOND_FACTOR ?? (config.production && !(await accounts.installation()).demonstration),
    acting: audit.acting,
    now,
  })
  const organisations: Organisations = createOrganisations({
    accounts,
    limits,
    mail,
    notify,
    baseUrl,
    uploads: join(config.DATA_DIR, 'uploads'),
    acting: audit.acting,
    signer: createSigner(secret, 'whether a profile still holds'),
    now,
    entriesOf: (organisationId) => matching.publishedListings(organisationId),
    openMatters: async (organisationId, userId) => {
      const ever = await organisations.everOf(organisationId)
      return {
        ...(await openMatters(ever)),
        sessions: await sessionsAheadOf(userId),
        records: await recordsInReview(ever),
      }
    },
    neighbours,
    onMembershipChanged: neighbours.share('membership', ({ userId, organisationId, member }) => {
      memberships.forget(userId)
      presence.personChanged(userId)
      const sockets = io.local.in(audience.user(userId))
      if (member) sockets.socketsJoin(audience.organisation(organisationId))
      else {
        sockets.socketsLeave(audience.organisation(organisationId))
        // They may follow what only its members read: they connect and follow again with the rights of now.
        sockets.disconnectSockets(true)
      }
    }),
    onListingsMoved: async (organisationId) => {
      listingsElsewhere(organisationId)
      await search.listingsChanged(organisationId)
    },
    onChanged: async (organisationId) => {
      await organisationChanged(organisationId)
      return matching.organisationChanged(organisationId)
    },
    // It stands beside whatever the association does, on anybody's screen.
    onVerified: ({ id, slug, verified, municipality, fields }) => {
      tellAll({ to: null, event: 'organisation.verified', payload: { slug, verified } })
      if (verified) notifications.happenings.organisation({ id, municipality, fields })
    },
  })
  const organisationChanged = neighbours.share('organisation changed', (organisationId: string) => {
    memberships.forgetAll()
    return search.organisationChanged(organisationId)
  })
  const listingsElsewhere = neighbours.tell('listings', async (organisationId: string) => {
    await organisations.listingsChanged(organisationId)
    await search.listingsChanged(organisationId)
  })
  const personSeen = neighbours.share('presence', (userId: string) => presence.personChanged(userId))
  const memberships = createMemory({
    load: (userId) => organisations.membershipsOf(userId),
    most: 10_000,
    forMs: 60_000,
  })
  const organisationsOf = async (userId: string) =>
    (await memberships.get(userId)).map(({ organisationId }) => organisationId)
  const rooms: RoomService = createRooms({
    people: accounts.people,
    accountOf: (email) => accounts.byEmail(email),
    // They connect and follow again at once, with the rights they have now.
    onRightsChanged: (userId) => putOut(audience.user(userId)),
    onReadersChanged: async (roomId) => {
      const followed = [
        ...(await threadIdsIn(roomId)).map(followers),
        ...(await live.sessionIdsIn(roomId)).map(sessionFollowers),
      ]
      if (followed.length > 0) putOut(followed)
    },
    threadIdsIn,
    questionsUsedIn,
    membershipsOf: memberships.get,
    neighbours,
    onChanged: (roomId) => {
      roomSeen(roomId)
      // Whoever is not reached asks again when they come back.
      tellRoom(roomId).catch((error: unknown) => log.warn({ err: error }, 'change of a room not told'))
    },
    threadCounts: (roomIds) => threads.countByRoom(roomIds),
    unreadThreads: (userId, roomIds) => threads.unreadByRoom(userId, roomIds),
    converses: (actor) => threads.conversations.has(actor),
    acting: audit.acting,
    now,
  })
  const roomSeen = neighbours.share('room changed', (roomId: string) => {
    presence.roomChanged(roomId)
    search.roomChanged(roomId)
  })
  const tellRoom = async (roomId: string) => {
    const to = [here(roomId), ...(await threadIdsIn(roomId)).map(followers)]
    tellAll({ to, event: 'room.changed', payload: { roomId } })
  }
  const blockers = createMemory({
    load: (userId) => moderation.blocks.blockersOf(userId),
    most: 10_000,
    forMs: 60_000,
  })
  const presence: PresenceService = createPresence({
    rooms,
    shows: accounts.showsPresence,
    membershipsOf: memberships.get,
    blockersOf: blockers.get,
    io: () => io,
    bus,
    log,
  })
  const threads: ThreadService = createThreads({
    rooms,
    people: accounts.people,
    organisations,
    membershipsOf: memberships.get,
    organisationsOf,
    announce: (announcement) => {
      announceTo(io, announcement)
      // What not everybody sees waits for a moderator, or has just been decided.
      if (!announcement.same) void moderation.queueMoved(announcement.threadId)
    },
    // Their other devices too, so that none shows as new what was read on another.
    onRead: (userId, read) => {
      io.to(audience.user(userId)).emit('thread.read', read)
      notifications.happenings.threadRead(userId, read)
    },
    shows: accounts.showsPresence,
    hint: async (hint) => hintTo(io, hint, await blockers.get(hint.userId)),
    stating: (restricting, effect) => moderation.stating(restricting, effect),
    onLifted: async (target) => {
      await moderation.onLifted(target)
      if ('contributionId' in target) notifications.happenings.released(target.contributionId)
    },
    moderatesSession: (userId, threadId) => live.moderatesOn(userId, threadId),
    // Of what was merged, each entry's wish to be left alone holds for the whole.
    areApart: async (organisationId, otherId) => {
      const [own, others] = await Promise.all([
        organisations.everOf(organisationId),
        organisations.everOf(otherId),
      ])
      return (await moderation.blocks.apartPairs(own)).some((pair) => pair.some((id) => others.includes(id)))
    },
    tellConversation: (threadId, organisationIds) =>
      io.to(organisationIds.map(audience.organisation)).emit('conversation.changed', { threadId }),
    neighbours,
    onRepeated: (contribution) => {
      search.contributionsChanged(contribution.threadId, [contribution])
      contributionsElsewhere({ threadId: contribution.threadId, ids: [contribution.id] })
    },
    onPublished: (threadId, contributions) => {
      const ids = contributions.map(({ id }) => id)
      search.contributionsChanged(threadId, contributions)
      contributionsElsewhere({ threadId, ids })
      results.contributionsChanged(threadId, ids)
      notifications.happenings.contributionsChanged(threadId, ids)
    },
    acting: audit.acting,
    now,
    log,
  })
  // Nobody waits for it: what was hidden is no longer read anywhere, and found for a moment at most.
  const contributionsElsewhere = neighbours.tell(
    'contributions',
    async ({ threadId, ids }: { threadId: string; ids: string[] }) =>
      search.contributionsChanged(threadId, [...(await citedContributions(ids)).values()]),
    { later: true },
  )
  const live: LiveService = createLive({
    threads,
    rooms,
    people: accounts.people,
    accountOf: (email) => accounts.byEmail(email),
    roleOf: (userId) => accounts.roleOf(userId),
    organisations,
    membershipsOf: memberships.get,
    announce: (announcement) => announceSession(io, announcement),
    // Their other devices too.
    tellOwn: (userId, sessionId, mine) => io.to(audience.user(userId)).emit('live.mine', { sessionId, mine }),
    tellPulse: (roomId, told) => {
      // In a closed room somebody may have lost the right a moment ago; lists look again by themselves.
      const tell = async () =>
        (await rooms.byId(roomId))?.visibility !== 'closed' && io.to(here(roomId)).emit('live.pulse', told)
      tell().catch((error: unknown) => log.warn({ err: error }, 'pulse of a session not told'))
    },
    onNews: (news) => notifications.happenings.session(news),
    onVoted: (sessionId) => results.votesChanged(sessionId),
    onStageChanged: (roomId) => {
      tellRoom(roomId).catch((error: unknown) => log.warn({ err: error }, 'change of a session not told'))
    },
    // They connect and follow again at once, with the rights they have now.
    onModeratorsChanged: (userIds) => putOut(userIds.map(audience.user)),
    several: neighbours.several,
    acting: audit.acting,
    now,
    log,
  })
  // A hint makes everybody concerned ask again: at once, but not with each of many changes.
  const hintMatches = createThrottle((organisationId) => {
    tellMatches(organisationId).catch((error: unknown) =>
      log.warn({ err: error }, 'change of matches not told'),
    )
  }, 1000)
  const publishMatches = (organisationIds: readonly string[]) => organisationIds.forEach(hintMatches)
  const tellMatches = async (id: string) => {
    const organisationId = await organisations.currentId(id)
    io.to(audience.organisation(organisationId)).emit('matching.changed', { organisationId })
  }
  const matching: Matching = createMatching({
    organisations,
    accounts,
    mail,
    notify,
    baseUrl,
    acting: audit.acting,
    signerFor: (purpose) => createSigner(secret, purpose),
    now,
    // Of what was merged, each entry's wish to be left alone holds for the whole.
    apartFrom: async (organisationId) => {
      const ever = await organisations.everOf(organisationId)
      const apart = await Promise.all(ever.map((id) => moderation.blocks.apartFrom(id)))
      return Promise.all(apart.flat().map((id) => organisations.currentId(id)))
    },
    apart: (of) => moderation.blocks.apartPairs(of),
    onListingsChanged: async (organisationId) => {
      listingsElsewhere(organisationId)
      await organisations.listingsChanged(organisationId)
      await search.listingsChanged(organisationId)
    },
    contributions: {
      roomFor: (actor, threadId) => results.marks.roomFor(actor, threadId),
      mustBecome: (actor, kind, source) => results.marks.mustBecome(actor, kind, source),
      became: (actor, kind, source, link) => results.marks.became(actor, kind, source, link),
    },
    onAccepted: ({ id, fromId, toId, answeredBy, about }) =>
      threads.conversations.open({
        between: [fromId, toId],
        requestId: id,
        acceptedFor: toId,
        acceptedBy: answeredBy,
        about,
      }),
    publish: publishMatches,
    onPublished: (listing) => notifications.happenings.listing(listing),
    log,
  })

  const moderation: Moderation = createModeration({
    rooms,
    threads,
    accounts,
    organisations,
    organisationsOf,
    administeredBy: async (userId) =>
      (await memberships.get(userId)).flatMap(({ organisationId, role }) =>
        role === 'admin' ? organisationId : [],
      ),
    listings: {
      find: (id) => matching.findListing(id),
      hide: (id, statementId) => matching.hideListing(id, statementId),
      show: (id, statementId) => matching.showListing(id, statementId),
    },
    acting: audit.acting,
    mail,
    notify,
    disturbed: (userIds) => notifications.disturbed(userIds, 'statement.made'),
    baseUrl,
    tell: (userIds, what) => {
      if (userIds.length > 0)
        tellAll({ to: userIds.map(audience.user), event: 'moderation.changed', payload: { what } })
    },
    onPersonBlocked: neighbours.share('person blocked', (userId: string) => {
      blockers.forget(userId)
      presence.personChanged(userId)
    }),
    onBlocked: async ([organisationId, otherId]) => {
      await matching.keptApart([organisationId, otherId])
      await threads.conversations.rightsChanged([organisationId, otherId])
    },
    now,
    log,
  })
  const resultChanged = neighbours.share('result', (id: string) => search.resultChanged(id))
  const results: Results = createResults({
    rooms,
    threads,
    people: accounts.people,
    accountOf: (email) => accounts.byEmail(email),
    organisations,
    membershipsOf: memberships.get,
    live,
    tell: ({ recordId, threadId, people, organisations: some, followers: all }) => {
      const to = [
        ...people.map(audience.user),
        ...some.map(audience.organisation),
        ...(all && threadId !== null ? [followers(threadId)] : []),
      ]
      if (to.length > 0) tellAll({ to, event: 'results.changed', payload: { recordId, threadId } })
    },
    onPublished: (id) => {
      void resultChanged(id)
      notifications.happenings.published(id)
    },
    onReview: (id, by) => notifications.happenings.review(id, by),
    onQuoted: (asked) => notifications.happenings.quoted(asked),
    acting: audit.acting,
    now,
    log,
  })
  const feedback: FeedbackService = createFeedback({
    accounts,
    acting: audit.acting,
    mail,
    notify,
    baseUrl,
    now,
    log,
  })
  const legal = createLegal({
    operator: config.operator,
    baseUrl,
    push: pushOf(config, push, log) !== undefined,
  })
  const notifications: Notifications = createNotifications({
    accounts,
    organisations,
    threads,
    matching,
    sources: { rooms, membershipsOf: memberships.get, live, matching, moderation, results, feedback },
    blockersOf: blockers.get,
    signer: createSigner(secret, 'mails with notices'),
    mail,
    baseUrl,
    push: pushOf(config, push, log),
    isWatching: (userId, sessionId) => io.sockets.adapter.rooms.has(ownSessionFollowers(sessionId, userId)),
    // With another process, perhaps.
    isHere: (userId) => neighbours.several || io.sockets.adapter.rooms.has(audience.user(userId)),
    neighbours,
    tellOwn: (userId, unread) => io.to(audience.user(userId)).emit('notifications.changed', { unread }),
    now,
    log,
  })
  const search: Search = createSearch({
    sources: {
      roomIds: () => rooms.ids(),
      threads: publishedThreads,
      contributions: publishedContributions,
      organisation: (id) => organisations.listed(id),
      organisations: organisations.all,
      listings: matching.publishedListings,
      results: (ids) => results.published(ids),
    },
    mustReadRoom: (actor, roomId) => rooms.mustRead(actor, roomId),
    people: accounts.people,
    organisations: (ids) => organisations.brief(ids),
    now,
    log,
  })

  const glossary: GlossaryService = createGlossary({
    people: accounts.people,
    // Its words are underlined in whatever anybody reads.
    onChanged: () => tellAll({ to: null, event: 'glossary.changed', payload: {} }),
    neighbours,
    acting: audit.acting,
    now,
  })

  // Whatever process carried it out: what any of them remembers of somebody goes.
  const erasedBehind = neighbours.share('erased', async (erased: Erased) => {
    const { userId } = erased
    const touched = new Map(erased.touched.map(([model, ids]) => [model, new Set(ids)]))
    const ids = (model: string) => [...(touched.get(model) ?? [])]
    memberships.forget(userId)
    blockers.forgetAll()
    notifications.forgetPerson(userId)
    presence.personChanged(userId)
    threads.changedBehind(ids('Thread'))
    await search.threadsChanged(ids('Thread'))
    rooms.changedBehind(ids('Room'))
    await organisations.changedBehind(ids('Organisation'), userId)
    if (touched.has('OrganisationClaim')) await organisations.sweepEvidence()
    await live.changedBehind(await sessionsOf(touched))
  })
  const privacy: Privacy = createPrivacy({
    rules: personalRules,
    accounts,
    organisations,
    threads,
    results,
    erased: await openErasedList(erasedListIn(config.ERASURES_DIR ?? config.DATA_DIR), secret),
    isNeeded: (model, id) => moderation.isNeeded(model, id),
    settle: async () => {
      await threads.settle()
      await notifications.settle()
    },
    onErased: (userId, touched) =>
      erasedBehind({ userId, touched: [...touched].map(([model, ids]) => [model, [...ids]]) }),
    emptyOutbox: () => emptyOutbox(join(config.DATA_DIR, 'outbox')),
    folder: join(config.DATA_DIR, 'exports'),
    signer: createSigner(secret, 'exports of what is held of somebody'),
    mail,
    baseUrl,
    now,
    log,
  })

  const tidyMatching = () => matching.expireDue()
  const tidyPeople = () => organisations.tidyPeople()
  const tidyImports = () => organisations.tidyImports()
  const retention = createRetention({
    table: retentionTable,
    ways: {
      exports: () => privacy.exports.forgetExpired(),
      invitations: () => organisations.forgetExpired(),
      'register-extracts': () => organisations.sweepEvidence(),
      claims: () => organisations.settleClaims(),
      'handover-notes': tidyPeople,
      'own-contacts': tidyPeople,
      removals: tidyPeople,
      restorations: () => organisations.runRestorations(),
      'import-previews': tidyImports,
      'import-reports': tidyImports,
      'contact-requests': tidyMatching,
      'cooperation-answers': tidyMatching,
      'suggestion-lessons': tidyMatching,
      dismissals: tidyMatching,
      'removed-words': () => moderation.tidy(),
    },
    now,
    log,
  })

  const handlers: Handlers = {
    'platform.get': async () => ({ version, ...(await accounts.installation()) }),
    ...accountHandlers(accounts),
    ...auditHandlers(audit),
    ...organisationHandlers(organisations),
    ...roomHandlers(rooms, presence),
    ...threadHandlers(threads, pressure),
    ...liveHandlers(live),
    ...matchingHandlers(matching),
    ...moderationHandlers(moderation),
    ...resultHandlers(results),
    ...searchHandlers(search),
    ...glossaryHandlers(glossary),
    ...notificationHandlers(notifications),
    ...feedbackHandlers(feedback),
    ...legalHandlers(legal),
    ...privacyHandlers(privacy),
  }
  const traffic = createTraffic()
  const handle = createPerform(handlers, limits)
  const perform = traffic.counted(async (...call) => {
    const reply = await handle(...call)
    // Whoever is answered may go on with another process, which is to know of it.
    await neighbours.settled()
    return reply
  })
  const door = { perform, actorOf: accounts.actorOf, publicUrl: config.PUBLIC_URL }

  const sentIn = {
    organisations,
    actorOf: accounts.actorOf,
    publicUrl: config.PUBLIC_URL,
    limitFile: async (call: Call, ownerId: string) => {
      await limits.take('organisations.verification', call)
      await limits.takeFor(`evidence:${ownerId}`)
    },
    limitPage: (call: Call) => limits.take('organisations.verification', call),
  }
  const files = express.Router().use(
    exportRoutes({
      results,
      actorOf: accounts.actorOf,
      // A file costs what a page costs.
      limit: (call) => limits.take('results.get', call),
    }),
    evidenceRoutes(sentIn),
    extractRoutes(sentIn),
    ownExportRoutes({
      privacy,
      actorOf: accounts.actorOf,
      limit: (call) => limits.take('privacy.exports', call),
    }),
  )
  const tables = exchangeRoutes({
    organisations,
    actorOf: accounts.actorOf,
    publicUrl: config.PUBLIC_URL,
    baseUrl,
    now,
    limit: async (call) => {
      await limits.take('organisations.list', call)
      await limits.takeFor(`tables ${call.actor.id ?? ''}`, call.address)
    },
  })
  let migrated = false
  const readiness = createReadiness({
    folder: config.DATA_DIR,
    ...(freeShare && { freeShare }),
    migrated: () => migrated,
    redis: bus && (() => bus.isWell()),
  })
  const health = createHealth({
    version,
    io: () => io,
    readiness,
    waiting: { cases: () => moderation.waiting(), notices: () => notifications.waiting() },
    backedUpAt: () => backedUpAt(config.DATA_DIR),
    token: config.METRICS_TOKEN,
    elsewhere: config.INTERNAL_PORT !== undefined,
    now,
  })
  const internal = express()
  internal.disable('x-powered-by')
  internal.use(health.internalRoutes)
  internal.use(problemReplies(log))
  const firstPages = createFirstPages({
    perform,
    accounts,
    organisations,
    glossary,
    legal,
    site,
    drawWithinMs: config.DRAW_WITHIN_MS,
    baseUrl,
    now,
    log,
  })
  mountHttp(app, {
    config,
    health: health.routes,
    door,
    files: files.use(tables),
    pages: firstPages.pages,
    bars: firstPages.bars,
    crawlers: firstPages.crawlers,
    version,
    baseUrl,
    site,
    log,
    calendar: (...about) => live.calendar(...about),
    now,
    endDigest: (token) => matching.endDigest(token, false),
    endMails: (token) => notifications.setByMailLink(token, false),
  })
  const missed = createMissed({
    clocks: [
      {
        event: 'thread.changed',
        idIn: ({ threadId }: ThreadChanged) => threadId,
        prefix: followers(''),
        read: threadRevs,
        say: (threadId, rev) =>
          io.local
            .to(followers(threadId))
            .emit('thread.changed', { threadId, afterRev: rev, rev, contributions: [], quoted: [] }),
      },
      {
        event: 'live.changed',
        idIn: ({ sessionId }: LiveChanged) => sessionId,
        prefix: sessionFollowers(''),
        read: sessionRevs,
        say: (sessionId, rev) =>
          io.local
            .to(sessionFollowers(sessionId))
            .emit('live.changed', { sessionId, afterRev: rev, rev, now: now().toISOString() }),
      },
    ],
    rooms: () => io.sockets.adapter.rooms.keys(),
    log,
  })
  const io: Io = openRealtime({
    ...door,
    http,
    limits,
    pressure,
    bus,
    onBroadcast: missed.heard,
    epoch: await epochOf(),
    log,
    audiencesOf: async (userId) =>
      (await organisations.membershipsOf(userId)).map(({ organisationId }) =>
        audience.organisation(organisationId),
      ),
    addressOf: addressBehind(app),
  })

  await rooms.ensureRooms()
  await migrate(migrationsWith({ accounts }), { now, log })
  migrated = true
  await organisations.repairMerges()
  await organisations.settleClaims()
  await organisations.resumeImports()
  await threads.repair()
  await live.repair()
  await moderation.repair()
  await matching.repair()
  await results.repair()
  await notifications.repair()
  search.start()
  neighbours.listen()
  if (bus) missed.begin()
  return {
    http,
    io,
    accounts,
    organisations,
    rooms,
    threads,
    live,
    matching,
    moderation,
    notifications,
    results,
    search,
    glossary,
    feedback,
    privacy,
    retention,
    readiness,
    internal,
    close: async () => {
      readiness.leave()
      firstPages.end()
      const closed = new Promise((done) => http.close(done))
      http.closeIdleConnections()
      await traffic.end(lastSendsMs)
      await sayGoodbye(io)
      // Who has not finished a request by then, perhaps on purpose, or does not hang up, does not hold up the end.
      const force = setTimeout(() => connections.forEach((one) => one.destroy()), lastWordsMs)
      await io.close()
      await closed
      clearTimeout(force)
      await organisations.endImports()
      await matching.settled()
      hintMatches.end()
      await threads.settle()
      await privacy.exports.settled()
      await notifications.settle()
      notifications.end()
      results.end()
      await search.end()
      pressure.end()
      missed.end()
      await neighbours.end()
      await bus?.end()
    },
  }
}

interface HttpParts {
  config: Config
  health: Health['routes']
  door: Parameters<typeof operationRoutes>[0]
  /** What comes in and goes out below the API as a file. */
  files: Router
  /** Pages that are readable before the program runs. */
  pages: FirstPages
  /** What stands above each of them. */
  bars: Parameters<typeof siteRoutes>[2]
  crawlers: Router
  version: string
  baseUrl: string
  site: string
  log: Log
  /** Everybody’s sessions, for programs that fetch them again and again. */
  calendar: (baseUrl: string, locale: Locale) => Promise<string>
  now: () => Date
  /** What mail programs send for their reader. */
  endDigest: (token: string) => Promise<unknown>
  endMails: (token: string) => Promise<unknown>
}

function mountHttp(
  app: Application,
  {
    config,
    health,
    door,
    files,
    pages,
    bars,
    crawlers,
    version,
    baseUrl,
    site,
    log,
    calendar,
    now,
    endDigest,
    endMails,
  }: HttpParts,
) {
  app.disable('x-powered-by')
  if (config.TRUST_PROXY)
    app.set('trust proxy', /^\d+$/.test(config.TRUST_PROXY) ? Number(config.TRUST_PROXY) : config.TRUST_PROXY)
  app.use('/assets', assetRoutes(site))
  app.use(
    requestIds,
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          // The kit sets sizes and custom properties as inline styles.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: baseUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
      crossOriginEmbedderPolicy: false,
    }),
    compression(),
    countResponses,
    health,
  )
  const document = JSON.stringify(openApiDocument(version, baseUrl))
  app.get('/api/openapi.json', (_request, response) => void response.type('json').send(document))
  app.use(
    '/api',
    express.json({ limit: '64kb', strict: true }),
    files,
    operationRoutes(door),
    (_request, _response, next) => {
      next(refuse('not-found'))
    },
  )
  app.get('/termine.ics', async (request, response) => {
    response.setHeader('Cache-Control', 'no-cache')
    response.type('text/calendar').send(await calendar(baseUrl, askedLocale(request) ?? 'de'))
  })
  app.get('/.well-known/security.txt', (_request, response) => {
    if (!config.operator) throw refuse('not-found')
    response.type('text/plain').send(securityTxt(config.operator, baseUrl, now()))
  })
  // The same address shows by GET what it is about: only a tap, or a mail program's, ends the mail.
  app.post('/wochenbrief/:token', async ({ params }, response) => {
    await endDigest(params.token)
    response.setHeader('Cache-Control', 'no-store')
    response.json({ weekly: false })
  })
  app.post('/abbestellen/:token', async ({ params }, response) => {
    await endMails(params.token)
    response.setHeader('Cache-Control', 'no-store')
    response.json({ on: false })
  })
  app.use('/docs', docsRoutes())
  app.use(crawlers)
  app.use(siteRoutes(site, pages, bars))
  app.use(problemReplies(log))
}

/** How browsers are told, where the operator has set it up. */
function pushOf(
  { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject }: Config,
  send: SendPush | undefined,
  log: Log,
) {
  if (!publicKey || !privateKey || !subject) return undefined
  return { publicKey, send: send ?? createPush({ publicKey, privateKey, subject }, { log }) }
}

/** The network address of a socket, seen through the same trusted proxies as HTTP requests. */
const addressBehind = (app: Application) => (request: IncomingMessage) =>
  proxyAddress(request, app.get('trust proxy fn') as (address: string, hop: number) => boolean)
