import type { AllOperations, Glossary, GlossaryEntry, GlossaryVersion, Parsed } from '@augenhoehe/contracts'
import { slugOf } from '@augenhoehe/reference-data'
import { glossaryAmountsAsOf, glossaryCategories, glossaryTerms } from '@augenhoehe/reference-data/glossary'
import { officeOf, person, type Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { createMemory } from '../../platform/memory.ts'
import type { Neighbours } from '../../platform/neighbours.ts'
import type { Acting } from '../audit/index.ts'
import { glossaryPath } from './first-page.ts'
import { Terms, type TermDoc, type VersionDoc } from './model.ts'
import { entriesOf, nameTaken, storedAs, wordsOf, type Delivered, type Words } from './policy.ts'

interface Needs {
  people: (ids: Iterable<string>) => Promise<Map<string, { name: string }>>
  /** The glossary is not what it was. */
  onChanged: () => void
  neighbours: Neighbours
  acting: Acting
  now: () => Date
}

/** Of each term so many versions are kept; nobody goes back further. */
const mostVersions = 50

const delivered: Delivered = new Map(glossaryTerms.map((term) => [term.id, wordsOf(term)]))
const categories = new Set(glossaryCategories.map(({ id }) => id))

/** Terms as they are delivered, and what staff have made of them: one document for each that somebody touched. */
export function createGlossary({ people, onChanged, neighbours, acting, now }: Needs) {
  const known = createMemory({
    load: async () => {
      const docs = await Terms.find().lean<TermDoc[]>()
      return entriesOf(delivered, new Map(docs.map((doc) => [doc._id, doc])))
    },
    most: 1,
    // Nobody else writes them.
    forMs: Infinity,
  })
  const entries = () => known.get('')
  const forget = neighbours.share('glossary', () => known.forgetAll())
  const changed = () => {
    forget(null)
    onChanged()
  }

  const mustKnow = async (termId: string): Promise<GlossaryEntry> => {
    const entry = (await entries()).find(({ id }) => id === termId)
    if (!entry) throw refuse('not-found')
    return entry
  }

  async function mustSuit(words: Words, termId?: string) {
    if (!categories.has(words.category))
      throw refuse('request.invalid', { fields: { category: ['not a category of the glossary'] } })
    if (nameTaken(await entries(), words, termId))
      throw refuse('conflict', { fields: { term: ['another term has this name'] } })
  }

  const act = (actor: Actor, name: string, termId: string) => ({
    ...officeOf(actor),
    act: `glossary.${name}`,
    target: { termId },
  })

  /** Tries the name, then names with a number, until one is free; what was delivered once keeps its own. */
  const addressFor = (term: string) =>
    slugOf(term, 'begriff', async (slug) => delivered.has(slug) || Boolean(await Terms.exists({ _id: slug })))

  async function insert(actor: Actor, words: Words, clientId: string): Promise<string> {
    const { id: by } = person(actor)
    const stored = { rev: 1, words, hidden: false }
    for (;;) {
      const termId = await addressFor(words.term)
      try {
        await acting(act(actor, 'add', termId), () =>
          Terms.create({
            _id: termId,
            ...stored,
            versions: [{ ...stored, at: now(), by }],
            createdBy: by,
            clientId,
          }),
        )
        return termId
      } catch (error) {
        const duplicate = duplicateOf(error)
        if (duplicate === undefined) throw error
        const before = await Terms.findOne({ createdBy: by, clientId }, { _id: 1 }).lean()
        if (before) return before._id
      }
    }
  }

  /** One document write, where nobody else has changed the term since it was seen. */
  async function write(
    actor: Actor,
    termId: string,
    rev: number,
    next: Pick<VersionDoc, 'words' | 'hidden'>,
  ) {
    const { id: by } = person(actor)
    const version: VersionDoc = { ...next, rev: rev + 1, at: now(), by }
    if (rev === 0) {
      try {
        await Terms.create({ _id: termId, ...next, rev: 1, versions: [version], createdBy: by })
      } catch (error) {
        if (duplicateOf(error) === undefined) throw error
        throw refuse('conflict')
      }
      return
    }
    const done = await Terms.updateOne(
      { _id: termId, rev },
      { $set: { ...next, rev: rev + 1 }, $push: { versions: { $each: [version], $slice: -mostVersions } } },
    )
    if (done.modifiedCount === 0) throw refuse('conflict')
  }

  return {
    async list(): Promise<Glossary> {
      const shown = (await entries()).filter(({ hidden }) => !hidden)
      return {
        terms: shown.map((entry) => ({ id: entry.id, ...wordsOf(entry) })),
        amountsAsOf: glossaryAmountsAsOf,
      }
    },

    /** Its pages, for programs that look for what there is. */
    async paths(): Promise<string[]> {
      const shown = (await entries()).filter(({ hidden }) => !hidden)
      return [glossaryPath, ...shown.map(({ id }) => `${glossaryPath}/${id}`)]
    },

    async entries() {
      return { entries: await entries() }
    },

    async add(
      actor: Actor,
      { clientId, ...given }: Parsed<AllOperations['glossary.add']>,
    ): Promise<GlossaryEntry> {
      const once = clientId.toLowerCase()
      const before = await Terms.findOne({ createdBy: person(actor).id, clientId: once }).lean<TermDoc>()
      if (before) return mustKnow(before._id)
      const words = wordsOf(given)
      await mustSuit(words)
      const termId = await insert(actor, words, once)
      changed()
      return mustKnow(termId)
    },

    async change(
      actor: Actor,
      { termId, rev, hidden, ...given }: Parsed<AllOperations['glossary.change']>,
    ): Promise<GlossaryEntry> {
      const entry = await mustKnow(termId)
      if (entry.rev !== rev) throw refuse('conflict')
      const was = wordsOf(entry)
      const { term = was.term, variants = was.variants, category = was.category } = given
      const words = wordsOf({ term, variants, category, explanation: given.explanation ?? was.explanation })
      const next = { words: storedAs(words, delivered.get(termId)), hidden: hidden ?? entry.hidden }
      if (!next.hidden) await mustSuit(words, termId)
      await acting(
        {
          ...act(actor, 'change', termId),
          before: { rev, hidden: entry.hidden },
          after: { rev: rev + 1, hidden: next.hidden, changed: Object.keys(given) },
        },
        () => write(actor, termId, rev, next),
      )
      changed()
      return mustKnow(termId)
    },

    async history(termId: string): Promise<{ versions: GlossaryVersion[] }> {
      await mustKnow(termId)
      const doc = await Terms.findById(termId).lean<TermDoc>()
      const base = delivered.get(termId)
      const named = await people((doc?.versions ?? []).map(({ by }) => by))
      const versions = (doc?.versions ?? []).flatMap(({ rev, at, by, hidden, words }) => {
        const said = words ?? base
        if (!said) return []
        return { rev, at: at.toISOString(), by: named.get(by)?.name ?? null, hidden, words: wordsOf(said) }
      })
      const first = base && { rev: 0, at: null, by: null, hidden: false, words: wordsOf(base) }
      return { versions: [...(first ? [first] : []), ...versions].toReversed() }
    },
  }
}
export type GlossaryService = ReturnType<typeof createGlossary>
