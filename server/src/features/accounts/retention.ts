import type { Kept } from '../../platform/retention.ts'

const basis = 'performance of the contract (GDPR art. 6 par. 1 b)'

export const accountsRetention: readonly Kept[] = [
  {
    kind: 'sessions',
    days: 60,
    from: 'the last use',
    basis,
    deletes: 'the session',
    model: 'Session',
    due: (now) => ({ expiresAt: { $lte: now } }),
    byStore: true,
  },
  {
    kind: 'mailed-links',
    days: 0,
    from: 'the end of the link: 15 minutes, an hour or a day after it was mailed',
    basis,
    deletes: 'the check value of the link',
    model: 'Verification',
    due: (now) => ({ expiresAt: { $lte: now } }),
    byStore: true,
  },
  {
    kind: 'second-steps',
    days: 0,
    from: 'the end of a half sign-in, 10 minutes after it began',
    basis,
    deletes: 'that somebody gave their password and no second step',
    model: 'SecondStep',
    due: (now) => ({ expiresAt: { $lte: now } }),
    byStore: true,
  },
  {
    kind: 'passkey-challenges',
    days: 0,
    from: 'the end of a challenge, 5 minutes after it was asked',
    basis,
    deletes: 'the check value of what a passkey is to sign',
    model: 'PasskeyChallenge',
    due: (now) => ({ expiresAt: { $lte: now } }),
    byStore: true,
  },
]
