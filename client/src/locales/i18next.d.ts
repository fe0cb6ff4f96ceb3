import type { Messages } from './de/index.ts'
import type { LaterMessages } from './de/later.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Messages & LaterMessages }
  }
}
