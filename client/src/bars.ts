import type { ParseKeys } from 'i18next'

/**
 * What stands above every page until somebody has closed it. The build takes the words out of the locale files, so that
 * the server can write the bars above pages it writes itself: the very words that the program has for them.
 */
export const bars = {
  draft: 'common.draftNote.text',
  draftWrong: 'common.draftNote.wrong',
  demonstration: 'common.demonstration.name',
  demonstrationText: 'common.demonstration.text',
} as const satisfies Readonly<Record<string, ParseKeys>>
