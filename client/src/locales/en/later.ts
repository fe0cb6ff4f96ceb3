import type { LaterMessages } from '../de/later.ts'
import deciding from './deciding.json'
import moderating from './moderating.json'

export const messages: LaterMessages = { deciding, moderating }
