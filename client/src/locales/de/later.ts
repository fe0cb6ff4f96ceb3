import administration from './administration.json'
import deciding from './deciding.json'
import moderating from './moderating.json'

/** Words of pages that few open: fetched together with them. */
export const messages = { administration, deciding, moderating }
export type LaterMessages = typeof messages
