import type { HandlersOf } from '../../platform/operations.ts'
import type { Pressure } from '../../platform/pressure.ts'
import { follow, unfollow } from './live.ts'
import type { ThreadService } from './service.ts'

export const threadHandlers = (
  threads: ThreadService,
  { inTurn }: Pick<Pressure, 'inTurn'>,
): HandlersOf<'threads'> => ({
  'threads.list': ({ roomId, limit }, { actor }) => threads.list(actor, roomId, limit),
  'threads.start': (input, { actor }) => threads.start(actor, input),
  'threads.get': ({ threadId }, { actor }) => threads.get(actor, threadId),
  'threads.contributions': ({ afterRev, ...asked }, { actor }) =>
    afterRev === undefined
      ? threads.page(actor, asked)
      : inTurn(() =>
          threads.changesSince(actor, asked.threadId, afterRev, {
            limit: asked.limit,
            bytes: threads.pageBytes,
          }),
        ),
  'threads.contribute': (input, { actor }) => threads.contribute(actor, input),
  'threads.edit': (input, { actor }) => threads.edit(actor, input),
  'threads.setLanguage': (input, { actor }) => threads.setLanguage(actor, input),
  'threads.translate': (input, { actor }) => threads.translate(actor, input),
  'threads.changeTranslation': (input, { actor }) => threads.changeTranslation(actor, input),
  'threads.withdrawTranslation': (input, { actor }) => threads.withdrawTranslation(actor, input),
  'threads.removeTranslation': (input, { actor }) => threads.removeTranslation(actor, input),
  'threads.withdraw': (input, { actor }) => threads.withdraw(actor, input),
  'threads.publish': (input, { actor }) => threads.publish(actor, input),
  'threads.reject': (input, { actor }) => threads.reject(actor, input),
  'threads.hide': (input, { actor }) => threads.hide(actor, input),
  'threads.remove': (input, { actor }) => threads.remove(actor, input),
  'threads.lock': (input, { actor }) => threads.lock(actor, input),
  'threads.unlock': ({ threadId }, { actor }) => threads.unlock(actor, threadId),
  'threads.finish': ({ threadId }, { actor }) => threads.finish(actor, threadId),
  'threads.reopen': ({ threadId }, { actor }) => threads.reopen(actor, threadId),
  'threads.conversations': ({ organisationId }, { actor }) =>
    threads.conversations.list(actor, organisationId),
  'threads.end': ({ threadId }, { actor }) => threads.conversations.end(actor, threadId),
  'threads.markRead': ({ threadId, seq }, { actor }) => threads.markRead(actor, threadId, seq),
  'threads.follow': (input, { actor, listener }) => inTurn(() => follow(threads, actor, input, listener)),
  'threads.typing': (input, { actor, listener }) => threads.typing(actor, input, listener),
  'threads.unfollow': ({ threadId }, { actor, listener }) => unfollow(actor, threadId, listener),
})
