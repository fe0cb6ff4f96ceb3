import type { HandlersOf } from '../../platform/operations.ts'
import { follow, unfollow } from './live.ts'
import type { LiveService } from './service.ts'

export const liveHandlers = (live: LiveService): HandlersOf<'live'> => ({
  'live.sessions': (input, { actor }) => live.list(actor, input),
  'live.plan': (input, { actor }) => live.plan(actor, input),
  'live.change': (input, { actor }) => live.change(actor, input),
  'live.get': ({ sessionId }, { actor }) => live.snapshot(actor, sessionId),
  'live.findByCode': ({ code }, { actor }) => live.findByCode(actor, code),
  'live.knownModerators': (input, { actor }) => live.knownModerators(actor, input),
  'live.findModerator': (input, { actor }) => live.findModerator(actor, input),
  'live.setModerators': (input, { actor }) => live.setModerators(actor, input),
  'live.move': (input, { actor }) => live.move(actor, input),
  'live.merge': (input, { actor }) => live.merge(actor, input),
  'live.goTo': (input, { actor }) => live.goTo(actor, input),
  'live.setQueue': (input, { actor }) => live.setQueue(actor, input),
  'live.raiseHand': (input, { actor }) => live.raiseHand(actor, input),
  'live.enterHand': (input, { actor }) => live.enterHand(actor, input),
  'live.lowerHand': (input, { actor }) => live.lowerHand(actor, input),
  'live.call': (input, { actor }) => live.call(actor, input),
  'live.turn': (input, { actor }) => live.turn(actor, input),
  'live.ask': (input, { actor }) => live.ask(actor, input),
  'live.support': (input, { actor }) => live.support(actor, input),
  'live.judgeQuestion': (input, { actor }) => live.judgeQuestion(actor, input),
  'live.mergeQuestions': (input, { actor }) => live.mergeQuestions(actor, input),
  'live.state': (input, { actor }) => live.state(actor, input),
  'live.closeStatement': (input, { actor }) => live.closeStatement(actor, input),
  'live.vote': (input, { actor }) => live.vote(actor, input),
  'live.groups': ({ sessionId }, { actor }) => live.groups(actor, sessionId),
  'live.follow': ({ sessionId }, { actor, listener }) => follow(live, actor, sessionId, listener),
  'live.unfollow': ({ sessionId }, { actor, listener }) => unfollow(actor, sessionId, listener),
  'live.time': () => live.time(),
})
