import type { RoomVisibility, WhoMayStartThread } from '@augenhoehe/contracts'

/** In the order in which they are offered. */
export const visibilities: readonly RoomVisibility[] = ['public', 'members', 'closed']
export const starters: readonly WhoMayStartThread[] = ['all', 'orgAdmin', 'moderator']
