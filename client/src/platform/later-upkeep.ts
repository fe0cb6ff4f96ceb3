import { later } from '../ui/index.ts'
import { withWords } from './with-words.ts'

/** For members only, together with its words. */
export const Upkeep = later(() => withWords(async () => (await import('./Upkeep.tsx')).Upkeep))
