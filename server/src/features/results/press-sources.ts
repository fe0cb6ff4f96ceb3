import type { ReleaseDraft, ReleaseSource } from '@augenhoehe/contracts'
import { isStaff, visitor, type Actor } from '../../platform/actor.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Organisations } from '../organisations/index.ts'
import { citedContributions } from '../threads/index.ts'
import type { DocumentationService } from './documentations.ts'
import type { PublicSource } from './press-template.ts'
import type { RecordReader } from './reading.ts'

export interface SourceNeeds {
  reading: RecordReader
  documentations: Pick<DocumentationService, 'get'>
  people: Accounts['people']
  organisations: Pick<Organisations, 'brief'>
}

const unlessThere = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return undefined
    throw error
  }
}

/** The results a release is made from: who works on them, who may read them, and whom they cite. */
export function createPressSources({ reading, documentations, people, organisations }: SourceNeeds) {
  /** Whether somebody works on the results it is made from. */
  async function edits(actor: Actor, { kind, id }: ReleaseSource): Promise<boolean> {
    if (actor.id === null) return false
    if (kind === 'documentation') return isStaff(actor)
    return (await unlessThere(() => reading.mustRead(actor, id)))?.reader.edits ?? false
  }

  /** The results as everybody reads them; nothing else is ever taken into a release. */
  async function asEverybody({ kind, id }: ReleaseSource): Promise<PublicSource | undefined> {
    return unlessThere(async () => {
      if (kind === 'record') {
        const record = await reading.get(visitor, id)
        if (record.state !== 'published') throw refuse('not-found')
        const { title, heldAt, place } = record
        return {
          title,
          heldAt: new Date(heldAt),
          place,
          associations: associationsAmong(record.participants),
          records: [record],
        }
      }
      const { title, date, place, participants, records } = await documentations.get(visitor, id)
      return { title, heldAt: new Date(date), place, associations: associationsAmong(participants), records }
    })
  }

  const isReadable = async (actor: Actor, { kind, id }: ReleaseSource) =>
    (await unlessThere(async () =>
      kind === 'record' ? reading.get(actor, id) : documentations.get(actor, id),
    )) !== undefined

  /** Of people who have an account and are cited where everybody reads it. */
  async function citableIn(source: PublicSource | undefined): Promise<ReleaseDraft['citable']> {
    const ids = source?.records.flatMap(({ items }) =>
      items.flatMap((item) => item.sources.map(({ contributionId }) => contributionId)),
    )
    const cited = [...(await citedContributions(ids ?? []))].flatMap(([contributionId, one]) =>
      one.text !== null && one.voice.userId !== null
        ? [{ contributionId, text: one.text, userId: one.voice.userId, voice: one.voice }]
        : [],
    )
    const [named, brief] = await Promise.all([
      people(cited.map(({ userId }) => userId)),
      organisations.brief(cited.flatMap(({ voice }) => voice.organisationId ?? [])),
    ])
    return cited.flatMap(({ contributionId, text, userId, voice }) => {
      const name = named.get(userId)?.name
      const role = (voice.organisationId && brief.get(voice.organisationId)?.name) || voice.institution
      return name ? [{ contributionId, text, attribution: { name, role } }] : []
    })
  }

  async function isPublished(actor: Actor, { kind, id }: ReleaseSource) {
    if (kind === 'documentation') return (await documentations.get(actor, id)).published
    return (await reading.mustRead(actor, id)).record.published.length > 0
  }

  return { edits, asEverybody, isReadable, isPublished, citableIn }
}

const associationsAmong = (participants: readonly { organisationId: string | null }[]) =>
  participants.filter(({ organisationId }) => organisationId !== null).length
