import type { FollowKind, Locale, NoticeObjectKind, OwnMembership } from '@augenhoehe/contracts'
import { label } from '@augenhoehe/reference-data'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { activityFieldById, needKindById } from '@augenhoehe/reference-data/taxonomy'
import { isStaff, type Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import { worded } from '../../platform/languages.ts'
import type { FeedbackService } from '../feedback/index.ts'
import type { LiveService } from '../live/index.ts'
import type { Matching } from '../matching/index.ts'
import type { Moderation } from '../moderation/index.ts'
import type { Organisations } from '../organisations/index.ts'
import type { Results } from '../results/index.ts'
import type { RoomDoc, RoomService } from '../rooms/index.ts'
import type { ThreadService } from '../threads/index.ts'

/** What something is called at present, and where one reads it. */
export interface Thing {
  title: string
  place: string | null
  path: string
}

/** The capabilities that know it; each is asked with the rights of now. */
export interface Sources {
  rooms: Pick<RoomService, 'mustRead'>
  threads: Pick<ThreadService, 'mustRead' | 'get'>
  organisations: Pick<Organisations, 'get' | 'currentId' | 'roleIn'>
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  live: Pick<LiveService, 'mustRead'>
  matching: Pick<Matching, 'findListing' | 'partiesOf'>
  moderation: { statements: Pick<Moderation['statements'], 'get'> }
  results: Pick<Results, 'titleFor' | 'concerning'> & { press: Pick<Results['press'], 'headingFor'> }
  feedback: Pick<FeedbackService, 'exists'>
}

/** Nothing where the reader may not read; faults of ours stay faults. */
async function ifReadable<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return undefined
    throw error
  }
}

export function createReadable({
  rooms,
  threads,
  organisations,
  membershipsOf,
  live,
  matching,
  moderation,
  results,
  feedback,
}: Sources) {
  const titleOf = ({ title }: Pick<RoomDoc, 'title'>, locale: Locale) => worded(title, locale)

  async function thread(actor: Actor, id: string, locale: Locale): Promise<Thing> {
    const { thread: doc, room } = await threads.mustRead(actor, id)
    const path = `/raeume/${room.slug}/${id}`
    // Where two talk among themselves each side sees the other’s name.
    const title = doc.between ? (await threads.get(actor, id)).title : doc.title
    return { title, place: titleOf(room, locale), path }
  }

  /** As everybody may see it, or as its members do. */
  async function organisation(actor: Actor, id: string) {
    const facts = isId(id) ? await organisations.get(id) : undefined
    if (!facts) throw refuse('not-found')
    if (facts.hiddenBy && (actor.id === null || (await organisations.roleIn(actor.id, facts.id)) === null))
      throw refuse('not-found')
    return facts
  }

  /** What belongs to an association: read by those who run it, as long as they do. */
  async function mustRun(actor: Actor, id: string | null) {
    const own = id === null ? undefined : await organisations.get(id)
    const role = own && actor.id !== null ? await organisations.roleIn(actor.id, own.id) : null
    if (!own || role !== 'admin') throw refuse('not-found')
    return own
  }

  /** What several associations have with each other, as one of them sees it. */
  const between =
    (kind: 'request' | 'cooperation' | 'introduction') =>
    async (actor: Actor, id: string, of: string | null): Promise<Thing> => {
      const own = await mustRun(actor, of)
      const parties = await Promise.all((await matching.partiesOf(kind, id)).map(organisations.currentId))
      if (!parties.includes(own.id)) throw refuse('not-found')
      const others = await Promise.all(
        [...new Set(parties)].filter((one) => one !== own.id).map((one) => organisations.get(one)),
      )
      const view = kind === 'request' ? 'ansicht=anfragen&' : ''
      return {
        title: others.flatMap((facts) => (facts && !facts.hiddenBy ? facts.name : [])).join(', '),
        place: own.name,
        path: `/suchen-und-bieten?${view}verein=${own.slug}`,
      }
    }

  const objects: Record<
    NoticeObjectKind,
    (actor: Actor, id: string, of: string | null, locale: Locale) => Promise<Thing>
  > = {
    thread: (actor, id, _, locale) => thread(actor, id, locale),
    async room(actor, id, _, locale) {
      const room = await rooms.mustRead(actor, id)
      return { title: titleOf(room, locale), place: null, path: `/raeume/${room.slug}` }
    },
    async organisation(actor, id, of) {
      const { id: current, name, slug } = await organisation(actor, id)
      const runs =
        of === id && actor.id !== null && (await organisations.roleIn(actor.id, current)) === 'admin'
      return {
        title: name,
        place: null,
        path: runs ? `/mein-verein?verein=${slug}` : `/organisationen/${slug}`,
      }
    },
    request: between('request'),
    cooperation: between('cooperation'),
    introduction: between('introduction'),
    async session(actor, id, _, locale) {
      const { state, room } = await live.mustRead(actor, id)
      const { title, threadId } = state.session
      return { title, place: titleOf(room, locale), path: `/raeume/${room.slug}/${threadId}/live` }
    },
    async result(actor, id, _, locale) {
      const { title, room } = await results.titleFor(actor, id)
      return { title, place: titleOf(room, locale), path: `/ergebnisse/${id}` }
    },
    async listing(actor, id) {
      const found = await matching.findListing(id)
      const owner = found ? await organisation(actor, found.organisationId) : undefined
      if (!found || !owner) throw refuse('not-found')
      const role = actor.id === null ? null : await organisations.roleIn(actor.id, owner.id)
      if (role !== null)
        return { title: found.title, place: owner.name, path: `/mein-verein?verein=${owner.slug}` }
      if (!found.isPublic) throw refuse('not-found')
      return { title: found.title, place: owner.name, path: `/organisationen/${owner.slug}` }
    },
    async quote(actor, id) {
      return { title: await results.press.headingFor(actor, id), place: null, path: '/presse/zitate' }
    },
    async statement(actor, id, _, locale) {
      const { place } = await moderation.statements.get(actor, id)
      const room = worded(place.room, locale)
      return {
        title: place.listing?.title ?? place.organisation?.name ?? place.thread ?? room,
        place: place.thread ? room : (place.organisation?.name ?? null),
        path: `/ich/entscheidungen/${id}`,
      }
    },
    async feedback(actor, id) {
      if (!isStaff(actor) || !(await feedback.exists(id))) throw refuse('not-found')
      return { title: '', place: null, path: '/verwaltung/rueckmeldungen' }
    },
  }

  const targets: Record<FollowKind, (actor: Actor, target: string, locale: Locale) => Promise<Thing>> = {
    room: (actor, id, locale) => objects.room(actor, id, null, locale),
    thread: (actor, id, locale) => thread(actor, id, locale),
    async question(actor, target, locale) {
      const [roomId = '', questionId = ''] = target.split('.')
      const room = await rooms.mustRead(actor, roomId)
      const question = room.questions.find(({ id }) => id === questionId)
      if (!question) throw refuse('not-found')
      return {
        title: worded(question.short, locale),
        place: titleOf(room, locale),
        path: `/raeume/${room.slug}#${questionId}`,
      }
    },
    organisation: (actor, id, locale) => objects.organisation(actor, id, null, locale),
    async municipality(_, ags) {
      const place = municipalityByAgs(ags)
      if (!place) throw refuse('not-found')
      return { title: place.name, place: null, path: `/organisationen?ort=${ags}` }
    },
    async category(_, id, locale) {
      const field = activityFieldById(id)
      const term = field ?? needKindById(id)
      if (!term) throw refuse('not-found')
      const path = field ? `/organisationen?thema=${id}` : '/suchen-und-bieten?ansicht=alle'
      return { title: label(term, locale), place: null, path }
    },
  }

  return {
    /** What a notice is about, or nothing where its reader may not know of it any more. */
    async object(
      actor: Actor,
      object: string,
      of: string | null,
      locale: Locale,
    ): Promise<Thing | undefined> {
      const [kind = '', id = ''] = object.split(':')
      return Object.hasOwn(objects, kind)
        ? ifReadable(objects[kind as NoticeObjectKind](actor, id, of, locale))
        : undefined
    },

    /** What one may follow; refuses with `not-found`. */
    mustBeReadable: (actor: Actor, kind: FollowKind, target: string, locale: Locale = 'de') =>
      targets[kind](actor, target, locale),

    target: (actor: Actor, kind: FollowKind, target: string, locale: Locale) =>
      ifReadable(targets[kind](actor, target, locale)),

    /** Under which id something is followed: of what was merged, what it became. */
    currentTarget: async (kind: FollowKind, target: string) =>
      kind === 'organisation' && isId(target) ? organisations.currentId(target) : target,

    /** Whether they belong to it, where that is why they are told. */
    membershipsOf,
  }
}
export type Readable = ReturnType<typeof createReadable>
