import type { Messages } from '../de/index.ts'
import accounts from './accounts.json'
import common from './common.json'
import matching from './matching.json'
import moderation from './moderation.json'
import organisations from './organisations.json'
import problem from './problem.json'
import rooms from './rooms.json'
import start from './start.json'
import threads from './threads.json'

export const messages: Messages = {
  accounts,
  common,
  matching,
  moderation,
  organisations,
  problem,
  rooms,
  start,
  threads,
}
