import { accountSecurity } from './account-security.ts'
import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import type { Operation, Reply, Schema } from './define.ts'
import { glossary, glossaryEvents } from './glossary.ts'
import { feedback } from './feedback.ts'
import { legal } from './legal.ts'
import { listingReminders } from './listings.ts'
import { live, liveEvents } from './live.ts'
import { matching, matchingEvents } from './matching.ts'
import { matchingCooperation } from './matching-cooperation.ts'
import { matchingFeed } from './matching-feed.ts'
import { matchingPreferences } from './matching-preferences.ts'
import { matchingRequests } from './matching-requests.ts'
import { moderation, moderationEvents } from './moderation.ts'
import { notificationEvents, notifications } from './notifications.ts'
import { organisationDirectory } from './organisation-directory.ts'
import { organisationDuplicates } from './organisation-duplicates.ts'
import { organisationExchange } from './organisation-exchange.ts'
import { organisationPeople } from './organisation-people.ts'
import { organisationUpkeep } from './organisation-upkeep.ts'
import { organisationVerification } from './organisation-verification.ts'
import { organisationClaims } from './organisation-claims.ts'
import { organisationCreating } from './organisation-creating.ts'
import { organisationMerges } from './organisation-merges.ts'
import { organisationEvents, organisations } from './organisations.ts'
import { platform, platformEvents } from './platform.ts'
import { press } from './press.ts'
import { privacy } from './privacy.ts'
import type { Ack } from './problems.ts'
import { resultEvents, results } from './results.ts'
import { roomAdministration } from './room-administration.ts'
import { roomEvents, rooms } from './rooms.ts'
import { search } from './search.ts'
import { threadEvents, threads } from './threads.ts'
import { welcome } from './welcome.ts'
import type { z } from 'zod'

/** Everything the platform can do, by name. */
export const allOperations = {
  ...platform,
  ...accounts,
  ...accountSecurity,
  ...welcome,
  ...audit,
  ...organisations,
  ...organisationCreating,
  ...organisationClaims,
  ...organisationMerges,
  ...organisationDuplicates,
  ...organisationVerification,
  ...organisationPeople,
  ...organisationUpkeep,
  ...organisationDirectory,
  ...organisationExchange,
  ...rooms,
  ...roomAdministration,
  ...threads,
  ...live,
  ...matching,
  ...matchingFeed,
  ...matchingPreferences,
  ...matchingRequests,
  ...listingReminders,
  ...matchingCooperation,
  ...moderation,
  ...results,
  ...press,
  ...search,
  ...glossary,
  ...notifications,
  ...feedback,
  ...legal,
  ...privacy,
}
export type AllOperations = typeof allOperations
export type OperationName = keyof AllOperations

/** Everything the server pushes, by name. */
export const allEvents = {
  ...platformEvents,
  ...roomEvents,
  ...threadEvents,
  ...liveEvents,
  ...matchingEvents,
  ...organisationEvents,
  ...moderationEvents,
  ...resultEvents,
  ...notificationEvents,
  ...glossaryEvents,
}
export type AllEvents = typeof allEvents
export type EventName = keyof AllEvents

type Carried<C extends 'http' | 'socket'> = {
  [K in OperationName]: AllOperations[K] extends Record<C, string> ? K : never
}[OperationName]
export type HttpOperation = Carried<'http'>
export type SocketOperation = Carried<'socket'>

type SocketName<K extends SocketOperation> = AllOperations[K] extends { socket: infer S extends string }
  ? S
  : never

/** What a client may emit. */
export type ClientToServer = {
  [K in SocketOperation as SocketName<K>]: (
    payload: z.input<AllOperations[K]['input']>,
    ack: (answer: Ack<Reply<AllOperations[K]>>) => void,
  ) => void
}
/** What a server may emit. */
export type ServerToClient = { [K in EventName]: (payload: z.output<AllEvents[K]>) => void }

export type { Operation, Schema }
export { route, type Input, type Operations, type Parsed, type Reply, type Who } from './define.ts'
export * from './account-security.ts'
export * from './accounts.ts'
export * from './audit.ts'
export * from './common.ts'
export * from './glossary.ts'
export * from './feedback.ts'
export * from './legal.ts'
export * from './listings.ts'
export * from './live.ts'
export * from './matching.ts'
export * from './matching-cooperation.ts'
export * from './matching-feed.ts'
export * from './matching-requests.ts'
export * from './matching-preferences.ts'
export * from './moderation.ts'
export * from './notifications.ts'
export * from './organisation-directory.ts'
export * from './organisation-exchange.ts'
export * from './organisation-people.ts'
export * from './organisation-upkeep.ts'
export * from './organisation-verification.ts'
export * from './names.ts'
export * from './organisation-claims.ts'
export * from './organisation-creating.ts'
export * from './organisation-duplicates.ts'
export * from './organisation-merges.ts'
export * from './organisations.ts'
export * from './platform.ts'
export * from './press.ts'
export * from './privacy.ts'
export * from './problems.ts'
export * from './results.ts'
export * from './room-administration.ts'
export * from './rooms.ts'
export * from './search.ts'
export * from './threads.ts'
export * from './welcome.ts'
