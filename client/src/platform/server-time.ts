/** The header counts whole seconds and has travelled; smaller differences are no sign of a wrong clock. */
const trustedMs = 5000
let aheadMs = 0

/** Takes the hour from the `Date` of an answer that was not kept anywhere on the way. */
export function hearServerTime(date: string | null) {
  const said = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(said)) return
  const difference = said - Date.now()
  aheadMs = Math.abs(difference) > trustedMs ? difference : 0
}

/** Now, in milliseconds, as the server has it: what ends by the clock ends by one, also on a device whose clock is wrong. */
export const serverTime = (): number => Date.now() + aheadMs
