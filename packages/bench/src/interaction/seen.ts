import type { Page } from 'playwright-core'

interface Shift {
  at: number
  by: number
  what: string
}

export interface Seen {
  /** As web-vitals counts it: the slowest interaction, of every fifty the next one down. */
  inp: number
  slowest: number
  middle: number
  interactions: number
  /** What was slowest: the kind of event and what it met. */
  culprit: string
  /** The worst five seconds, as web-vitals counts it; what follows a tap at once does not count. */
  shift: number
  /** What moved farthest in them. */
  moved: string
  longest: number
}

/** Notes, from the beginning of every page, how long each interaction took, what moved by itself, and the longest task. */
export async function watch(page: Page) {
  await page.addInitScript(() => {
    const seen = {
      interactions: new Map<number, { duration: number; what: string }>(),
      shifts: [] as Shift[],
      longest: 0,
    }
    Object.assign(globalThis, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[]) {
        if (
          !entry.interactionId ||
          entry.duration <= (seen.interactions.get(entry.interactionId)?.duration ?? 0)
        )
          continue
        const target = entry.target instanceof Element ? entry.target : null
        const what = `${entry.name} ${target?.tagName.toLowerCase() ?? ''} ${target?.getAttribute('aria-label') ?? ''}`
        seen.interactions.set(entry.interactionId, { duration: entry.duration, what: what.trim() })
      }
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
      })[]) {
        if (entry.hadRecentInput) continue
        const what = entry.sources.map(({ node, previousRect, currentRect }) => {
          const element = node instanceof Element ? node : node?.parentElement
          const name = `${element?.tagName.toLowerCase() ?? ''}#${element?.id ?? ''}.${element?.className ?? ''}`
          return `${name} ${[previousRect, currentRect].map(({ y, height }) => `${Math.round(y)}+${Math.round(height)}`).join(' to ')}`
        })
        seen.shifts.push({ at: entry.startTime, by: entry.value, what: what.join(', ') })
      }
    }).observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration)
    }).observe({ type: 'longtask', buffered: true })
  })
}

/** What was noted since the page was opened. */
export async function seenOn(page: Page): Promise<Seen> {
  const { durations, count, shifts, longest } = await page.evaluate(() => {
    const { seen } = globalThis as unknown as {
      seen: {
        interactions: Map<number, { duration: number; what: string }>
        shifts: Shift[]
        longest: number
      }
    }
    const count = (performance as unknown as { interactionCount?: number }).interactionCount
    return {
      durations: [...seen.interactions.values()].sort((a, b) => b.duration - a.duration),
      count: count ?? seen.interactions.size,
      shifts: seen.shifts,
      longest: seen.longest,
    }
  })
  return {
    inp: durations[Math.min(durations.length - 1, Math.floor(count / 50))]?.duration ?? 0,
    slowest: durations[0]?.duration ?? 0,
    // What took less than a frame is not told.
    middle: durations[Math.floor(count / 2)]?.duration ?? 16,
    interactions: count,
    culprit: durations[0]?.what ?? '',
    ...worstWindow(shifts),
    longest,
  }
}

/** Shifts less than a second apart, over five seconds at most, count together. */
function worstWindow(shifts: readonly Shift[]): Pick<Seen, 'shift' | 'moved'> {
  let worst = 0
  let moved = ''
  let sum = 0
  let largest = { by: 0, what: '' }
  let first = -Infinity
  let last = -Infinity
  for (const { at, by, what } of shifts) {
    if (at - last > 1_000 || at - first > 5_000) {
      sum = 0
      largest = { by: 0, what: '' }
      first = at
    }
    sum += by
    last = at
    if (by > largest.by) largest = { by, what }
    if (sum <= worst) continue
    worst = sum
    moved = `${largest.what} (${largest.by.toFixed(3)} of it, after ${Math.round(at)} ms)`
  }
  return { shift: worst, moved }
}
