import { trusted } from 'mongoose'
import { Credentials, Sessions, Users, Verifications } from './model.ts'

interface Needs {
  /** What is remembered of anybody who is signed in is no longer true. */
  forgetActors: () => void
  /** What is remembered of somebody is no longer true. */
  forget: (userId: string) => void
  /** These sessions of a person are over; all of them where none is named. */
  onEnded: (ended: { userId: string; sessionId?: string }) => void
}

/** The account's own part of its end. */
export function createLeaving({ forgetActors, forget, onEnded }: Needs) {
  async function shutOut(userId: string) {
    await Sessions.deleteMany({ userId })
    onEnded({ userId })
  }

  return {
    /** From now on only this can be taken back; in this one session, or after signing in. */
    async begun(userId: string, sessionId: string) {
      const others = await Sessions.find({ userId, _id: trusted({ $ne: sessionId }) }, { _id: 1 }).lean()
      await Sessions.deleteMany({ _id: trusted({ $in: others.map(({ _id }) => _id) }) })
      // Their sockets connect again, as nobody.
      onEnded({ userId })
    },

    /** Whether somebody leaves was decided anew. */
    changed: forgetActors,

    /** Nobody else runs the platform. */
    isLastAdmin: async (userId: string) =>
      (await Users.exists({ role: 'admin', _id: trusted({ $ne: userId }) })) === null,

    /** Everybody who has an account. */
    ids: async () => (await Users.find({}, { _id: 1 }).lean()).map(({ _id }) => String(_id)),

    /** Ends all their sessions; may be repeated. */
    shutOut,

    /** The account itself, and links that were mailed to it; may be repeated. */
    async forget(userId: string, email: string) {
      await shutOut(userId)
      await Credentials.deleteMany({ userId })
      const open = await Verifications.find({}, { value: 1, identifier: 1 }).lean()
      const theirs = open.filter(({ value, identifier }) =>
        [value, identifier].some((one) => one?.includes(userId) || one?.includes(email)),
      )
      await Verifications.deleteMany({ _id: trusted({ $in: theirs.map(({ _id }) => _id) }) })
      await Users.deleteOne({ _id: userId })
      forget(userId)
    },
  }
}
