import { randomUUID } from 'node:crypto'
import type { App } from '../app.ts'
import type { Person } from '../platform/actor.ts'
import { release } from './meeting-words.ts'

interface Place {
  press: App['results']['press']
  /** Who writes it. */
  staff: Person
  personBy: (key: string) => Person
}

/** A press release about a documented meeting; whoever is quoted has confirmed it. */
export async function addRelease({ press, staff, personBy }: Place, documentationId: string) {
  const draft = await press.create(staff, {
    clientId: randomUUID(),
    source: { kind: 'documentation', id: documentationId },
    lang: 'de',
  })
  const releaseId = draft.id
  const quotes = new Map<string, string>()
  for (const { by, text } of release.quotations) {
    const person = personBy(by)
    const cited = draft.citable.find(({ attribution }) => attribution.name === person.name)!
    const asked = await press.quote(staff, {
      releaseId,
      clientId: randomUUID(),
      contributionId: cited.contributionId,
      email: null,
      text,
      attribution: cited.attribution,
    })
    await press.answer(person, { quoteId: asked.id, rev: asked.rev, answer: 'confirm', proposal: null })
    quotes.set(by, asked.id)
  }
  const { rev } = await press.change(staff, {
    releaseId,
    rev: draft.rev,
    heading: release.heading,
    lead: release.lead,
    parts: release.parts.map((part) =>
      'by' in part ? { kind: 'quotation', quoteId: quotes.get(part.by)! } : { kind: 'text', text: part.text },
    ),
    contact: release.contact,
    embargo: null,
  })
  await press.publish(staff, { releaseId, rev })
}
