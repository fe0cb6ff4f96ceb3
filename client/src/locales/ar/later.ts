import type { LaterMessages } from '../de/later.ts'
import moderating from './moderating.json'

export const messages: LaterMessages = { moderating }
