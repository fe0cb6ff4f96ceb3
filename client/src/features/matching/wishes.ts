import type { Suggestion } from '@augenhoehe/contracts'

export const directions = ['any', 'they-offer', 'they-seek', 'peers'] as const
export const distances = [25, 50, 100, 0] as const

/** What somebody wants to see of the suggestions; 0 km stands for all of Hesse. */
export interface Wishes {
  direction: (typeof directions)[number]
  km: (typeof distances)[number]
}

export const noWishes: Wishes = { direction: 'any', km: 0 }

/** What works online is near everywhere. */
export const fits = ({ axis, km }: Suggestion, wishes: Wishes): boolean =>
  (wishes.direction === 'any' || wishes.direction === axis.direction) &&
  (wishes.km === 0 || km === null || km <= wishes.km || axis.listing?.remote === true)
