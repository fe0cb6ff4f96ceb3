import type { AllOperations, Parsed, QueueEntry } from '@augenhoehe/contracts'
import { isStaff, person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { RoomDoc } from '../rooms/index.ts'
import type { AppealService } from './appeals.ts'
import type { CaseService } from './cases.ts'
import type { Impartiality } from './impartiality.ts'
import { daysAfter, partiality, reads, reportDays } from './policy.ts'
import type { Parts } from './service.ts'

/** All that waits for one person: first words, cases and appeals. */
export function createQueue(
  { rooms, threads, now }: Parts,
  { judgeOf, partiesOf }: Impartiality,
  cases: CaseService,
  appeals: AppealService,
) {
  async function queue(actor: Actor, asked: Parsed<AllOperations['moderation.queue']>) {
    const { id } = person(actor)
    const moderated = await rooms.moderatedRooms(id)
    if (moderated.length === 0 && !isStaff(actor)) throw refuse('action.forbidden')
    const inRoom = (roomId: string | null) => asked.roomId === undefined || asked.roomId === roomId
    const inLanguage = (language: string | null) =>
      reads(asked.language === undefined ? null : [asked.language], language)
    const entries = [
      ...(await heldEntries(actor, moderated, inRoom)),
      ...(await cases.entries(actor, inRoom)),
      ...(await appeals.entries(actor, inRoom)),
    ]
      .filter(({ language }) => inLanguage(language))
      .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id))
    return {
      entries: entries.slice(0, asked.limit),
      more: entries.length > asked.limit,
      rooms: moderated.map(({ room }) => ({ id: String(room._id), slug: room.slug, title: room.title })),
    }
  }

  async function heldEntries(
    actor: Actor,
    moderated: readonly { room: RoomDoc; languages: string[] | null }[],
    inRoom: (roomId: string) => boolean,
  ): Promise<QueueEntry[]> {
    const mine = moderated.filter(({ room }) => inRoom(String(room._id)))
    const judge = await judgeOf(person(actor).id)
    const held = await threads.cases.held(
      mine.map(({ room }) => String(room._id)),
      200,
    )
    const shown = held.flatMap(({ contribution, thread }) => {
      const seated = mine.find(({ room }) => String(room._id) === thread.roomId)
      return seated && reads(seated.languages, contribution.lang)
        ? [{ contribution, thread, room: seated.room }]
        : []
    })
    return Promise.all(
      shown.map(async ({ contribution, thread, room }): Promise<QueueEntry> => {
        const parties = await partiesOf([contribution.authorId], [contribution.actingOrganisationId])
        const conflict = partiality(judge, parties)
        const dueAt = daysAfter(contribution.createdAt, reportDays)
        return {
          kind: 'held',
          id: String(contribution._id),
          roomId: thread.roomId,
          place: {
            roomSlug: room.slug,
            room: room.title,
            threadId: String(thread._id),
            thread: thread.title,
            contributionId: String(contribution._id),
            organisation: null,
            listing: null,
          },
          language: contribution.lang,
          contribution: await threads.cases.show(contribution),
          words: null,
          reports: [],
          statement: null,
          since: contribution.createdAt.toISOString(),
          dueAt: dueAt.toISOString(),
          overdue: dueAt < now(),
          handledBy: 'moderators',
          takenBy: null,
          mayDecide: conflict === null,
          conflict,
          rev: contribution.rev,
        }
      }),
    )
  }

  return queue
}
