import { createExports } from './exports.ts'

/** What people may ask of the platform about themselves. */
export function createPrivacy(needs: Parameters<typeof createExports>[0]) {
  const exports = createExports(needs)

  return {
    exports,

    /** Every hour. */
    async tidy() {
      await exports.makeDue()
      await exports.forgetExpired()
    },
  }
}
export type Privacy = ReturnType<typeof createPrivacy>
