import type { HandlersOf } from '../../platform/operations.ts'
import { cooperationHandlers } from './cooperation-handlers.ts'
import type { Matching } from './service.ts'

export const matchingHandlers = (
  matching: Matching,
): HandlersOf<'needs'> & HandlersOf<'offers'> & HandlersOf<'matching'> => ({
  'needs.list': (input, { actor }) => matching.listListings(actor, 'need', input),
  'needs.publish': (input, { actor }) => matching.publish(actor, 'need', input),
  'needs.get': ({ id }, { actor }) => matching.getListing(actor, 'need', id),
  'needs.change': ({ id, ...change }, { actor }) => matching.changeListing(actor, 'need', id, change),
  'needs.setState': ({ id, state }, { actor }) => matching.setListingState(actor, 'need', id, state),
  'needs.undo': ({ id }, { actor }) => matching.undoListing(actor, 'need', id),
  'offers.list': (input, { actor }) => matching.listListings(actor, 'offer', input),
  'offers.publish': (input, { actor }) => matching.publish(actor, 'offer', input),
  'offers.get': ({ id }, { actor }) => matching.getListing(actor, 'offer', id),
  'offers.change': ({ id, ...change }, { actor }) => matching.changeListing(actor, 'offer', id, change),
  'offers.setState': ({ id, state }, { actor }) => matching.setListingState(actor, 'offer', id, state),
  'offers.undo': ({ id }, { actor }) => matching.undoListing(actor, 'offer', id),
  'matching.showReminder': ({ token }) => matching.showReminder(token),
  'matching.renewByLink': ({ token }) => matching.renewByLink(token),
  'matching.suggestions': (input, { actor }) => matching.suggestions(actor, input),
  'matching.exposure': ({ organisationId }, { actor }) => matching.exposure(actor, organisationId),
  'matching.preferences': ({ organisationId }, { actor }) => matching.preferences(actor, organisationId),
  'matching.setPreferences': ({ organisationId, sliders }, { actor }) =>
    matching.setPreferences(actor, organisationId, sliders),
  'matching.forgetLearned': ({ organisationId }, { actor }) => matching.forgetLearned(actor, organisationId),
  'matching.showDigest': ({ token }) => matching.showDigest(token),
  'matching.endDigest': ({ token, weekly }) => matching.endDigest(token, weekly),
  'matching.report': () => matching.report(),
  'matching.quality': () => matching.quality(),
  'matching.firstPeers': (_, { actor }) => matching.firstPeers(actor),
  'matching.dismiss': ({ reason, ...pair }, { actor }) => matching.dismiss(actor, pair, reason),
  'matching.undoDismissal': (pair, { actor }) => matching.undoDismissal(actor, pair),
  ...cooperationHandlers(matching),
  'matching.request': (input, { actor }) => matching.request(actor, input),
  'matching.refer': (input, { actor }) => matching.refer(actor, input),
  'matching.outlook': (pair, { actor }) => matching.outlook(actor, pair),
  'matching.requests': ({ organisationId }, { actor }) => matching.requests(actor, organisationId),
  'matching.answer': ({ requestId, answer }, { actor }) => matching.answer(actor, requestId, answer),
  'matching.withdraw': ({ requestId }, { actor }) => matching.withdraw(actor, requestId),
  'matching.capacity': ({ organisationId }, { actor }) => matching.capacity(actor, organisationId),
  'matching.setCapacity': ({ organisationId, requestsPerWeek }, { actor }) =>
    matching.setCapacity(actor, organisationId, requestsPerWeek),
})
