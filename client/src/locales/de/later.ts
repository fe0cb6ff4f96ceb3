import moderating from './moderating.json'

/** Words of pages that few open: fetched together with them. */
export const messages = { moderating }
export type LaterMessages = typeof messages
