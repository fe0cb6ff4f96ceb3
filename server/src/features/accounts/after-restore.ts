import { Sessions, Verifications } from './model.ts'
import { Challenges, SecondSteps } from './second-factor/model.ts'

/**
 * After a restore nobody is signed in, and no link that was mailed signs anybody in: some of them were ended, or used,
 * after the backup was made.
 */
export async function endAllSessions() {
  const [sessions, tokens] = await Promise.all([
    Sessions.deleteMany({}),
    Verifications.deleteMany({}),
    SecondSteps.deleteMany({}),
    Challenges.deleteMany({}),
  ])
  return { sessions: sessions.deletedCount, tokens: tokens.deletedCount }
}
