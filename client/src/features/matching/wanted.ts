/** Which needs and offers somebody wants to see: where and when. */
export interface Wanted {
  /** The key of a municipality; empty: everywhere. */
  place: string
  range: (typeof ranges)[number]
  /** Only what can be done online. */
  remote: boolean
  span: (typeof spans)[number]
}

/** Kilometres around a place. */
export const ranges = ['25', '10', '50', '0'] as const
export const spans = ['any', 'month', 'quarter'] as const
const days = { month: 30, quarter: 91 } as const

export const anywhere: Wanted = { place: '', range: '25', remote: false, span: 'any' }

const dayMs = 24 * 60 * 60 * 1000
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' })

/** As the operations take it. */
export const searchOf = ({ place, range, remote, span }: Wanted, now: number) => ({
  ...(place !== '' && { municipality: place, ...(range !== '0' && { km: Number(range) }) }),
  ...(remote && { where: 'remote' as const }),
  ...(span !== 'any' && {
    from: calendar.format(now),
    until: calendar.format(now + days[span] * dayMs),
  }),
})
