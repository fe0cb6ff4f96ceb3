import { loadLater } from '../../platform/i18n.ts'
import { later } from '../../ui/index.ts'

/** Reading begins without it. */
export const LaterThreadMenu = later(async () => {
  const [{ ThreadMenu }] = await Promise.all([import('./ThreadMenu.tsx'), loadLater()])
  return ThreadMenu
})
