import administration from './administration.json'
import deciding from './deciding.json'
import me from './me.json'
import moderating from './moderating.json'
import starting from './starting.json'

/** Words of pages that few open: fetched together with them. */
export const messages = { administration, deciding, me, moderating, starting }
export type LaterMessages = typeof messages
