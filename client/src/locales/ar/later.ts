import administration from './administration.json'
import deciding from './deciding.json'
import moderating from './moderating.json'
import type { LaterMessages } from '../de/later.ts'

export const messages: LaterMessages = { administration, deciding, moderating }
