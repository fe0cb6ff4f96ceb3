import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hearServerTime, serverTime } from './server-time.ts'

const real = Date.parse('2026-03-01T12:00:00Z')
const hour = 3_600_000

beforeEach(() => vi.useFakeTimers({ now: real }))
afterEach(() => {
  hearServerTime(new Date().toUTCString())
  vi.useRealTimers()
})

describe("the server's time", () => {
  it.each([-hour, hour])('is right on a device that is %i ms wrong', (wrong) => {
    vi.setSystemTime(real + wrong)
    hearServerTime(new Date(real).toUTCString())
    expect(serverTime()).toBe(real)
    vi.advanceTimersByTime(90_000)
    expect(serverTime()).toBe(real + 90_000)
  })

  it('follows a device that is set right meanwhile', () => {
    vi.setSystemTime(real + hour)
    hearServerTime(new Date(real).toUTCString())
    vi.setSystemTime(real + 1000)
    hearServerTime(new Date(real + 1000).toUTCString())
    expect(serverTime()).toBe(real + 1000)
  })

  it.each([null, '', 'yesterday'])('goes by the device where nothing usable is said: %s', (date) => {
    hearServerTime(date)
    expect(serverTime()).toBe(real)
  })
})
