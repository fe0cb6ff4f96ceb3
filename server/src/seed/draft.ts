import { randomUUID } from 'node:crypto'
import type { App } from '../app.ts'
import type { Fixtures } from './demonstration.ts'
import { personIn } from './meeting.ts'

/** What the moderator has written down so far, beside what somebody said, as it stands, and what was voted on. */
const said = 'Fast alle Programme wollen Eigenmittel.'
const items = [
  { kind: 'need', text: 'Förderprogramme ohne Eigenmittel, auch für kleine Beträge' },
  { kind: 'demand', text: 'Anträge in einfacher Sprache und auf höchstens drei Seiten' },
] as const

/** The record of the session that runs: begun by its moderator, and seen by nobody else until it is published. */
export async function addDraft(
  { threads, results }: Pick<App, 'threads' | 'results'>,
  fixtures: Fixtures,
): Promise<string> {
  const moderator = personIn(fixtures, 'moderator')
  const threadId = fixtures.threads.live
  const { contributions } = await threads.page(moderator, { threadId, limit: 10 })
  const marked = contributions.filter(({ text }) => text?.startsWith(said))
  for (const { id: contributionId } of marked)
    await results.marks.mark(moderator, { threadId, contributionId, kind: 'result' })
  const { id: recordId } = await results.records.draft(moderator, fixtures.sessions.live)
  for (const { text, kind } of items)
    await results.records.addItem(moderator, {
      recordId,
      clientId: randomUUID(),
      questionId: 'q-prof-3',
      kind,
      text,
      spread: null,
      spreadNote: null,
      sources: marked.map(({ id }) => id),
      supplement: false,
      owner: null,
      due: null,
    })
  return recordId
}
