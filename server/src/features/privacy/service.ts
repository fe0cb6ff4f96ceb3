import { createErasures, type ErasureNeeds } from './erasures.ts'
import { createExports } from './exports.ts'

type Needs = Parameters<typeof createExports>[0] & Omit<ErasureNeeds, 'forgetExports'>

/** What people may ask of the platform about themselves. */
export function createPrivacy(needs: Needs) {
  const exports = createExports(needs)
  const erasures = createErasures({ ...needs, forgetExports: exports.forgetOf })

  return {
    exports,
    erasures,

    /** Every hour. */
    async tidy() {
      await exports.makeDue()
      await exports.forgetExpired()
      await erasures.carryOutDue()
    },
  }
}
export type Privacy = ReturnType<typeof createPrivacy>
