import type { SessionStage, Turn } from '@augenhoehe/contracts'
import { regional } from '../../platform/format.ts'
import { useLocale } from '../../platform/i18n.ts'

/** From here on a turn is told that it ends soon. */
export const soonMs = 30_000

/** How much of a turn is left by a moment of the server's clock; less than nothing once it is over. */
export function leftOf({ allowedMs, usedMs, runningSince }: Turn, now: number): number {
  const running = runningSince === null ? 0 : Math.max(0, now - Date.parse(runningSince))
  return allowedMs - usedMs - running
}

/** How much is left for the item of the agenda that is dealt with. */
export const leftForItem = ({ itemSince, itemMs }: SessionStage, now: number): number | null =>
  itemSince === null || itemMs === null ? null : itemMs - Math.max(0, now - Date.parse(itemSince))

/** Roughly how long until a place in the queue is reached: the turn that runs, and whoever is before. */
export function waitFor(stage: SessionStage, before: number, now: number): number {
  const present = stage.turn ? Math.max(0, leftOf(stage.turn, now)) : 0
  return present + before * stage.turnSeconds * 1000
}

/** Whole seconds as people count down: "0:01" until the last second is over. */
export const secondsLeft = (leftMs: number): number =>
  leftMs > 0 ? Math.ceil(leftMs / 1000) : -Math.floor(-leftMs / 1000)

function makeTimes(language: string) {
  const locale = regional(language)
  const plain = new Intl.NumberFormat(locale, { useGrouping: false })
  const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false })
  const unit = (name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long', useGrouping: false })
  const [seconds, minutes, hours] = [unit('second'), unit('minute'), unit('hour')]
  return {
    /** "1:24", and "+0:12" once it is over. */
    clock: (leftMs: number) => {
      const left = secondsLeft(leftMs)
      const whole = Math.abs(left)
      return `${left < 0 ? '+' : ''}${plain.format(Math.floor(whole / 60))}:${twoDigits.format(whole % 60)}`
    },
    /** "1 Minute 24 Sekunden". */
    spelled: (ms: number) => {
      const whole = Math.round(Math.abs(ms) / 1000)
      const parts = [
        ...(whole >= 60 ? [minutes.format(Math.floor(whole / 60))] : []),
        ...(whole < 60 || whole % 60 > 0 ? [seconds.format(whole % 60)] : []),
      ]
      return parts.join(' ')
    },
    /** "40 Sekunden", "3 Minuten": how long somebody spoke. */
    rough: (ms: number) =>
      ms < 59_500 ? seconds.format(Math.round(ms / 1000)) : minutes.format(Math.round(ms / 60_000)),
    /** "4 Minuten", never less than one. */
    inMinutes: (ms: number) => minutes.format(Math.max(1, Math.ceil(ms / 60_000))),
    /** "1 Stunde 10 Minuten". */
    long: (min: number) =>
      [
        ...(min >= 60 ? [hours.format(Math.floor(min / 60))] : []),
        ...(min < 60 || min % 60 > 0 ? [minutes.format(min % 60)] : []),
      ].join(' '),
  }
}

const made = new Map<string, ReturnType<typeof makeTimes>>()

/** Lengths of time in the reader's language. */
export function useTimes() {
  const locale = useLocale()
  const known = made.get(locale) ?? makeTimes(locale)
  made.set(locale, known)
  return known
}
