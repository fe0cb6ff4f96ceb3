/**
 * What the server's clock says, reckoned on the browser's running time, so that a device whose own clock is
 * wrong, or set in between, shows the same as everybody else's.
 */
export class ServerClock {
  private best: { offset: number; roundTrip: number; at: number } | null = null
  private readonly running: () => number

  constructor(running: () => number = () => performance.now()) {
    this.running = running
  }

  /** An answer to `live.time`: it was written somewhere between asking and hearing. */
  measure(askedAt: number, serverNow: number) {
    const heardAt = this.running()
    const roundTrip = heardAt - askedAt
    // The quickest answer is the surest; an old one is not, because running times drift and stop while a phone sleeps.
    if (this.best && heardAt - this.best.at < freshMs && this.best.roundTrip <= roundTrip) return
    this.best = { offset: serverNow + roundTrip / 2 - heardAt, roundTrip, at: heardAt }
  }

  /** Any message that carries the server's time: it is at least as late as that by now. */
  hear(serverNow: number) {
    const heardAt = this.running()
    const offset = serverNow - heardAt
    if (this.best === null) this.best = { offset, roundTrip: Infinity, at: heardAt }
    else if (offset > this.best.offset) this.best = { ...this.best, offset }
  }

  /** After a sleep or a lost connection what was measured may no longer hold. */
  distrust() {
    if (this.best) this.best = { ...this.best, roundTrip: Infinity }
  }

  get isSet() {
    return this.best !== null
  }

  /** Milliseconds since 1970 by the server's clock; before anything was heard, the device's own. */
  now(): number {
    return this.best ? this.best.offset + this.running() : Date.now()
  }
}

const freshMs = 10 * 60_000
