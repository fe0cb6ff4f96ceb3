import type { HandlersOf } from '../../platform/operations.ts'
import type { Matching } from './service.ts'

/** What comes of contacts, and introductions by the staff. */
export const cooperationHandlers = (matching: Matching) =>
  ({
    'matching.cooperations': ({ organisationId }, { actor }) => matching.cooperations(actor, organisationId),
    'matching.answerCooperation': ({ cooperationId, organisationId, ...said }, { actor }) =>
      matching.answerCooperation(actor, organisationId, cooperationId, said),
    'matching.endCooperation': ({ cooperationId, organisationId, outcome }, { actor }) =>
      matching.endCooperation(actor, organisationId, cooperationId, outcome),
    'matching.showCooperation': ({ cooperationId, organisationId, audience }, { actor }) =>
      matching.showCooperation(actor, organisationId, cooperationId, audience),
    'matching.partners': ({ organisationId }, { actor }) => matching.partners(actor, organisationId),
    'matching.showCooperationQuestion': ({ token }) => matching.showCooperationQuestion(token),
    'matching.answerCooperationQuestion': ({ token, ...said }) =>
      matching.answerCooperationQuestion(token, said),
    'matching.introductions': ({ organisationId }, { actor }) =>
      matching.introductions(actor, organisationId),
    'matching.answerIntroduction': ({ introductionId, organisationId, answer }, { actor }) =>
      matching.answerIntroduction(actor, organisationId, introductionId, answer),
    'matching.previewIntroduction': ({ organisationIds }) => matching.previewIntroduction(organisationIds),
    'matching.introduce': (draft, { actor }) => matching.introduce(actor, draft),
    'matching.listIntroductions': (page) => matching.listIntroductions(page),
    'matching.gaps': () => matching.gaps(),
  }) satisfies Partial<HandlersOf<'matching'>>
