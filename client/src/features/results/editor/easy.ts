import type { ResultRecord } from '@augenhoehe/contracts'

/** What somebody is writing, and what they write it over. */
export interface EasyTyped {
  before: string | null
  text: string
}

/** As the server stores it. */
export const easyOf = (text: string) => text.replaceAll('\r\n', '\n').normalize('NFC').trim() || null

export type EasyStanding = 'stored' | 'unsaved' | 'conflict'

/** Whether what is typed is there already, still has to be stored, or somebody else has written meanwhile. */
export function easyStanding(
  typed: EasyTyped | null,
  { easyText }: Pick<ResultRecord, 'easyText'>,
): EasyStanding {
  if (typed === null || easyOf(typed.text) === easyText) return 'stored'
  return typed.before === easyText ? 'unsaved' : 'conflict'
}
