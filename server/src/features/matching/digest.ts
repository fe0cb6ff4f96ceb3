import mongoose, { trusted } from 'mongoose'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Mail } from '../../platform/mail.ts'
import type { Signer } from '../../platform/signature.ts'
import { digestMail, type DigestSection } from './digest-mail.ts'
import { Digests } from './digest-model.ts'
import { mondayOf, mostTold, newOf, wantsDigest } from './digest-policy.ts'
import { Listings } from './model.ts'
import { toExplanation } from './present.ts'
import { takesPart } from './profiles.ts'
import type { Parts } from './service.ts'
import { explanationOf } from './stored.ts'

interface Needs {
  baseUrl: string
  /** Of the links by which one ends the mail. */
  signer: Signer
}

/** New suggestions for one reader. */
export interface SuggestionNews {
  alone: Mail
  part: string
  /** Whether nobody else has told them; once in a week. */
  claim: () => Promise<boolean>
  giveBack: () => Promise<void>
}

const objectId = (id: string) => new mongoose.Types.ObjectId(id)
const idBytes = 12

/** The best new suggestions, once a week, in one mail for all associations of a person. */
export function createDigest(
  { organisations, accounts, lists, standings, now }: Parts,
  { baseUrl, signer }: Needs,
) {
  const tokenOf = (userId: string) => signer.seal(Buffer.from(userId, 'hex'))
  function readerOf(token: string): string {
    const words = signer.open(token)
    if (words?.length !== idBytes) throw refuse('token.invalid')
    return words.toString('hex')
  }

  async function seeksOrOffers(organisationId: string): Promise<boolean> {
    const ever = (await organisations.everOf(organisationId)).map(objectId)
    const found = await Listings.exists({
      organisationId: trusted({ $in: ever }),
      state: 'active',
      expiresAt: trusted({ $gt: now() }),
    })
    return found !== null
  }

  async function isWanted(userId: string): Promise<boolean> {
    const chosen = (await Digests.findById(userId, { weekly: 1 }).lean())?.weekly ?? null
    if (chosen !== null) return chosen
    for (const { organisationId, role } of await organisations.membershipsOf(userId))
      if (role === 'admin' && (await seeksOrOffers(organisationId))) return true
    return false
  }

  async function choose(userId: string, weekly: boolean) {
    await Digests.updateOne({ _id: objectId(userId) }, { $set: { weekly } }, { upsert: true })
    return { weekly }
  }

  /** Whoever may get one: those who asked for it, and those who run an association that seeks or offers something. */
  async function readers(): Promise<Set<string>> {
    const asked = await Digests.find({ weekly: true }, { _id: 1 }).lean()
    const found = new Set(asked.map(({ _id }) => String(_id)))
    const owners = await Listings.distinct('organisationId', {
      state: 'active',
      expiresAt: trusted({ $gt: now() }),
    })
    const current = new Set(await Promise.all(owners.map((id) => organisations.currentId(String(id)))))
    for (const id of current) for (const admin of await organisations.adminsOf(id)) found.add(admin)
    return found
  }

  /** What one association of a reader is told; undefined where nothing is new. */
  async function sectionOf(organisationId: string, told: ReadonlySet<string>) {
    const own = await organisations.listed(organisationId)
    const found = own && takesPart(own, now()) ? await lists.read(organisationId) : undefined
    if (!own || !found) return undefined
    const out = await standings.leftOut(organisationId)
    const names = await organisations.brief(found.list.entries.map(({ id }) => id))
    const shown = found.list.entries.filter(({ id }) => {
      const facts = names.get(id)
      return facts && takesPart(facts, now()) && !out.has(id)
    })
    const known = new Set(
      [...told].flatMap((pair) => (pair.startsWith(organisationId) ? pair.slice(25) : [])),
    )
    const fresh = newOf(shown, known)
    if (fresh.length === 0) return undefined
    const section: DigestSection = {
      organisation: own.name,
      link: `${baseUrl}/suchen-und-bieten?verein=${organisationId}`,
      suggestions: fresh.flatMap((entry) => {
        const facts = names.get(entry.id)
        if (!facts) return []
        const { reasons, km } = toExplanation(explanationOf(entry))
        const place = municipalityByAgs(facts.municipality)?.name ?? ''
        return { name: facts.name, place, km, reasons, rare: entry.slot === 'guarantee' }
      }),
    }
    return { section, told: fresh.map(({ id }) => `${organisationId} ${id}`) }
  }

  /** Claims the week for a reader before the mail is sent: nobody is written to twice, whatever ends in between. */
  async function claim(userId: string, week: string, told: readonly string[]): Promise<boolean> {
    try {
      const written = await Digests.updateOne(
        { _id: objectId(userId), week: trusted({ $ne: week }), weekly: trusted({ $ne: false }) },
        { $set: { week }, $push: { told: { $each: [...told], $slice: -mostTold } } },
        { upsert: true },
      )
      return written.modifiedCount + written.upsertedCount > 0
    } catch (error) {
      if (duplicateOf(error) !== undefined) return false
      throw error
    }
  }

  /**
   * What is new for a reader this week, as a mail of its own and as a part of another one; undefined where nothing is,
   * or they have been told already. Whoever sends it claims it first, and gives it back where it was not handed over.
   */
  async function newsFor(userId: string): Promise<SuggestionNews | undefined> {
    const week = mondayOf(now())
    const doc = await Digests.findById(userId).lean()
    if (doc?.week === week || !(await lists.pointer())) return undefined
    const told = new Set(doc?.told ?? [])
    const sections = []
    for (const { organisationId, role } of await organisations.membershipsOf(userId)) {
      const runs = role === 'admin' && (await seeksOrOffers(organisationId))
      if (!wantsDigest(doc?.weekly ?? null, runs)) continue
      const found = await sectionOf(organisationId, told)
      if (found) sections.push(found)
    }
    const [reader] = sections.length > 0 ? await accounts.mailboxes([userId]) : []
    if (!reader) return undefined
    const { alone, part } = digestMail({
      to: reader.email,
      locale: reader.locale,
      sections: sections.map(({ section }) => section),
      endLink: `${baseUrl}/wochenbrief/${tokenOf(userId)}`,
      weightsLink: `${baseUrl}/suchen-und-bieten/wichtig`,
      settingsLink: `${baseUrl}/ich/benachrichtigungen`,
    })
    const fresh = sections.flatMap((one) => one.told)
    return {
      alone,
      part,
      claim: () => claim(userId, week, fresh),
      giveBack: async () => {
        await Digests.updateOne(
          { _id: objectId(userId), week },
          { $set: { week: doc?.week ?? null, told: doc?.told ?? [] } },
        )
      },
    }
  }

  return {
    digest: async (actor: Actor) => ({ weekly: await isWanted(person(actor).id) }),
    setDigest: (actor: Actor, weekly: boolean) => choose(person(actor).id, weekly),
    showDigest: async (token: string) => ({ weekly: await isWanted(readerOf(token)) }),
    endDigest: (token: string, weekly: boolean) => choose(readerOf(token), weekly),

    /** Whoever may get news of suggestions, and what they get. */
    digestReaders: readers,
    digestFor: newsFor,
  }
}
