import type { ActingOrganisation, Contribution, Quoted, Translation } from '@augenhoehe/contracts'
import { beginning } from '@augenhoehe/reference-data'
import { createHash } from 'node:crypto'
import { actingAmong } from '../../platform/acting-organisation.ts'
import type { ContributionDoc, TranslationDoc } from './model.ts'
import { maySeeWords, type Standing } from './policy.ts'

/** The names a contribution is shown with. */
export interface Names {
  people: ReadonlyMap<string, { name: string; institution: string | null }>
  organisations: ReadonlyMap<string, ActingOrganisation>
}

/** Tells apart words that were translated from words that were changed since. */
export const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

/** The translations that are shown wherever the words are. */
export const shownTranslations = ({ translations = [] }: Pick<ContributionDoc, 'translations'>) =>
  translations.filter(({ removed }) => removed === null)

const toTranslation = (
  { id, lang, text, by, actingOrganisationId, institution, sourceHash, createdAt, editedAt }: TranslationDoc,
  hash: string,
  { people, organisations }: Names,
): Translation => ({
  id,
  lang,
  text,
  authorId: by,
  authorName: people.get(by)?.name ?? '',
  institution: institution ?? null,
  organisation: actingAmong(organisations, actingOrganisationId),
  outdated: sourceHash !== hash,
  createdAt: createdAt.toISOString(),
  editedAt: editedAt?.toISOString() ?? null,
})

/** What leaves the server, for one reader; the words only where they may be seen. */
export function toContribution(doc: ContributionDoc, standing: Standing, names: Names): Contribution {
  const { people, organisations } = names
  const author = people.get(doc.authorId)
  const translations = maySeeWords(standing, doc) ? shownTranslations(doc) : []
  const hash = translations.length > 0 ? hashOf(doc.text) : ''
  const judged = standing.moderator || standing.userId === doc.authorId
  return {
    id: String(doc._id),
    threadId: String(doc.threadId),
    clientId: doc.clientId,
    seq: doc.seq ?? null,
    rev: doc.rev,
    authorId: doc.authorId,
    authorName: author?.name ?? '',
    institution: doc.institution ?? null,
    actingOrganisationId: doc.actingOrganisationId,
    organisation: actingAmong(organisations, doc.actingOrganisationId),
    text: maySeeWords(standing, doc) ? doc.text : '',
    type: doc.type,
    event: doc.event,
    state: doc.state,
    questionId: doc.questionId,
    lang: doc.lang,
    replyTo: doc.replyTo,
    restriction: doc.restriction && {
      rule: doc.restriction.rule,
      reason: judged ? doc.restriction.reason : null,
      statementId: standing.userId === doc.authorId ? (doc.restriction.statementId ?? null) : null,
    },
    translations: translations.map((one) => toTranslation(one, hash, names)),
    ...(doc.oral && maySeeWords(standing, doc) && { oral: toOral(doc.oral, names) }),
    createdAt: doc.createdAt.toISOString(),
    editedAt: doc.editedAt?.toISOString() ?? null,
  }
}

const toOral = (
  { userId, name, organisationId }: NonNullable<ContributionDoc['oral']>,
  { people, organisations }: Names,
): Contribution['oral'] => ({
  speaker: userId ? (people.get(userId)?.name ?? null) : name,
  organisation: actingAmong(organisations, organisationId),
})

const quotedCharacters = 200

/** What another contribution refers to, for one reader. */
export function toQuoted(doc: ContributionDoc, standing: Standing, names: Names): Quoted {
  const { id, seq, rev, authorId, authorName, institution, organisation, oral, state, lang, text } =
    toContribution(doc, standing, names)
  return {
    id,
    seq,
    rev,
    authorId,
    authorName,
    institution,
    organisation,
    ...(oral && { oral }),
    state,
    lang,
    text: beginning(text, quotedCharacters),
  }
}
