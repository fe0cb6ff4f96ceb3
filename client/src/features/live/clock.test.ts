import { describe, expect, it } from 'vitest'
import { ServerClock } from './clock.ts'

const hour = 3_600_000

/** A server and a device whose clocks have nothing to do with one another. */
function world(deviceIsWrongBy: number) {
  let real = Date.parse('2026-11-22T18:00:00Z')
  const began = real
  const device = { sleptMs: 0 }
  const running = () => real - began - device.sleptMs
  const clock = new ServerClock(running)
  return {
    clock,
    device,
    deviceNow: () => real + deviceIsWrongBy,
    serverNow: () => real,
    pass: (ms: number) => void (real += ms),
    /** Asks the server for its time; the way there and back may take differently long. */
    ask: (there: number, back: number) => {
      const askedAt = running()
      real += there
      const answer = real
      real += back
      clock.measure(askedAt, answer)
    },
  }
}

describe('the server’s clock on a device', () => {
  it.each([-hour, 0, hour])('is right to half a round trip when the device is wrong by %i ms', (wrong) => {
    const { clock, ask, serverNow, pass, deviceNow } = world(wrong)
    ask(90, 30)
    expect(Math.abs(clock.now() - serverNow())).toBeLessThanOrEqual(60)
    pass(7 * 60_000)
    expect(Math.abs(clock.now() - serverNow())).toBeLessThanOrEqual(60)
    if (wrong !== 0) expect(Math.abs(clock.now() - deviceNow())).toBeGreaterThan(hour - 1000)
  })

  it('keeps the surest of several answers', () => {
    const { clock, ask, serverNow } = world(hour)
    ask(20, 20)
    ask(1800, 10)
    ask(10, 1400)
    expect(Math.abs(clock.now() - serverNow())).toBeLessThanOrEqual(20)
  })

  it('is set by any message until it is measured, and never set back by a late one', () => {
    const { clock, serverNow, pass, ask } = world(-hour)
    expect(clock.isSet).toBe(false)
    const sent = serverNow()
    pass(300)
    clock.hear(sent)
    expect(serverNow() - clock.now()).toBe(300)
    ask(40, 40)
    const old = serverNow()
    pass(5000)
    clock.hear(old)
    expect(Math.abs(clock.now() - serverNow())).toBeLessThanOrEqual(40)
  })

  it('recovers from a sleep in which its running time stood still', () => {
    const { clock, device, serverNow, pass, ask } = world(0)
    ask(10, 10)
    pass(120_000)
    device.sleptMs += 120_000
    expect(serverNow() - clock.now()).toBeGreaterThan(100_000)
    clock.distrust()
    ask(50, 70)
    expect(Math.abs(clock.now() - serverNow())).toBeLessThanOrEqual(60)
  })

  it('is caught up by the next message after a sleep, before it is measured anew', () => {
    const { clock, device, serverNow, pass, ask } = world(0)
    ask(10, 10)
    pass(120_000)
    device.sleptMs += 120_000
    clock.hear(serverNow() - 40)
    expect(serverNow() - clock.now()).toBeLessThanOrEqual(40)
  })
})
