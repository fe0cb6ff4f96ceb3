import administration from './administration.json'
import deciding from './deciding.json'
import me from './me.json'
import moderating from './moderating.json'
import starting from './starting.json'
import type { LaterMessages } from '../de/later.ts'

export const messages: LaterMessages = { administration, deciding, me, moderating, starting }
