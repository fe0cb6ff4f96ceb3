import { z } from 'zod'
import { Password } from './accounts.ts'
import { Done, wellFormed } from './common.ts'
import { operations } from './define.ts'

/** How long a proof of who one is suffices for sensitive acts. */
export const proofHoldsMs = 10 * 60 * 1000

export const accountSecurity = operations({
  'accounts.prove': {
    title: 'Prove anew who one is, before something sensitive; the session goes on under a new cookie.',
    who: 'signed-in',
    http: 'POST /auth/prove',
    status: 200,
    input: z.strictObject({ password: wellFormed.min(1).max(200) }),
    reply: Done,
    problems: ['session.wrong-credentials'],
  },
  'accounts.changePassword': {
    title: 'Set another password; ends all other sessions, and a mail says so.',
    who: 'signed-in',
    http: 'POST /auth/change-password',
    status: 200,
    stepUp: true,
    input: z.strictObject({ newPassword: Password }),
    reply: Done,
  },
})
