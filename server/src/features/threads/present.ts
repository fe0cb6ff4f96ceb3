import type { Contribution, Quoted } from '@augenhoehe/contracts'
import type { ContributionDoc } from './model.ts'
import { maySeeWords, type Standing } from './policy.ts'

/** The names a contribution is shown with. */
export interface Names {
  people: ReadonlyMap<string, { name: string; institution: string | null }>
  organisations: ReadonlyMap<string, { name: string; slug: string }>
}

/** What leaves the server, for one reader; the words only where they may be seen. */
export function toContribution(
  doc: ContributionDoc,
  standing: Standing,
  { people, organisations }: Names,
): Contribution {
  const author = people.get(doc.authorId)
  const organisation = doc.actingOrganisationId ? organisations.get(doc.actingOrganisationId) : undefined
  const judged = standing.moderator || standing.userId === doc.authorId
  return {
    id: String(doc._id),
    threadId: String(doc.threadId),
    clientId: doc.clientId,
    seq: doc.seq ?? null,
    rev: doc.rev,
    authorId: doc.authorId,
    authorName: author?.name ?? '',
    authorInstitution: author?.institution ?? null,
    actingOrganisationId: doc.actingOrganisationId,
    organisation: organisation ? { name: organisation.name, slug: organisation.slug } : null,
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
    createdAt: doc.createdAt.toISOString(),
    editedAt: doc.editedAt?.toISOString() ?? null,
  }
}

const quotedCharacters = 200

/** What another contribution refers to, for one reader. */
export function toQuoted(doc: ContributionDoc, standing: Standing, { people, organisations }: Names): Quoted {
  const organisation = doc.actingOrganisationId ? organisations.get(doc.actingOrganisationId) : undefined
  const text = maySeeWords(standing, doc) ? doc.text : ''
  return {
    id: String(doc._id),
    seq: doc.seq ?? null,
    rev: doc.rev,
    authorName: people.get(doc.authorId)?.name ?? '',
    organisation: organisation ? { name: organisation.name, slug: organisation.slug } : null,
    state: doc.state,
    text: [...text.slice(0, 2 * quotedCharacters)].slice(0, quotedCharacters).join(''),
    lang: doc.lang,
  }
}
