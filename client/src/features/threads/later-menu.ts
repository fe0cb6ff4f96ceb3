import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'

/** Reading begins without it. */
export const LaterThreadMenu = later(() =>
  withWords(async () => (await import('./ThreadMenu.tsx')).ThreadMenu),
)
