import type { HandlersOf } from '../../platform/operations.ts'
import type { Moderation } from './service.ts'

export const moderationHandlers = ({
  appeals,
  blocks,
  cases,
  measures,
  queue,
  records,
  reports,
  statements,
}: Moderation): HandlersOf<'moderation'> => ({
  'moderation.report': (input, { actor }) => reports.report(actor, input),
  'moderation.reportListing': (input, { actor }) => reports.report(actor, input),
  'moderation.reportProfile': (input, { actor }) => reports.report(actor, input),
  'moderation.showReport': ({ token }) => reports.showReport(token),
  'moderation.ownReports': ({ limit }, { actor }) => reports.ownReports(actor, limit),
  'moderation.queue': (input, { actor }) => queue(actor, input),
  'moderation.take': ({ caseId }, { actor }) => cases.take(actor, caseId),
  'moderation.release': ({ caseId }, { actor }) => cases.release(actor, caseId),
  'moderation.decide': (input, { actor }) => cases.decide(actor, input),
  'moderation.statements': ({ limit }, { actor }) => statements.list(actor, limit),
  'moderation.statement': ({ statementId }, { actor }) => statements.get(actor, statementId),
  'moderation.appeal': ({ statementId, clientId, text }, { actor }) =>
    statements.appeal(actor, statementId, clientId, text),
  'moderation.decideAppeal': (input, { actor }) => appeals.decide(actor, input),
  'moderation.setMeasure': (input, { actor }) => measures.setMeasure(actor, input),
  'moderation.liftMeasure': ({ roomId, measure }, { actor }) => measures.liftMeasure(actor, roomId, measure),
  'moderation.suspend': (input, { actor }) => measures.suspend(actor, input),
  'moderation.liftSuspension': ({ roomId, userId }, { actor }) =>
    measures.liftSuspension(actor, roomId, userId),
  'moderation.suspensions': ({ roomId }, { actor }) => measures.suspensions(actor, roomId),
  'moderation.log': ({ roomId, cursor, limit }, { actor }) => records.log(actor, roomId, cursor, limit),
  'moderation.numbers': ({ months }) => records.numbers(months),
  'moderation.blocks': (_, { actor }) => blocks.blocks(actor),
  'moderation.block': ({ userId }, { actor }) => blocks.block(actor, userId),
  'moderation.unblock': ({ userId }, { actor }) => blocks.unblock(actor, userId),
  'moderation.organisationBlocks': ({ organisationId }, { actor }) =>
    blocks.organisationBlocks(actor, organisationId),
  'moderation.blockOrganisation': ({ organisationId, blockedId }, { actor }) =>
    blocks.blockOrganisation(actor, organisationId, blockedId),
  'moderation.unblockOrganisation': ({ organisationId, blockedId }, { actor }) =>
    blocks.unblockOrganisation(actor, organisationId, blockedId),
})
