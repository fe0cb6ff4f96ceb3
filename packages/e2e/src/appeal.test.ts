import { expect, it } from 'vitest'
import { contributionId, threadAddress, visit, type Visitor } from './browser.ts'
import { url } from './here.ts'
import { plain, sheets } from './paper.ts'

/** A second moderator, so that somebody else can hear the appeal; the centre appoints them. */
async function appoint(staff: Visitor, email: string) {
  const room = await (await staff.context.request.get('/api/rooms/professionalisierung')).json()
  const { id } = room as { id: string }
  const answer = await staff.context.request.post(`/api/rooms/${id}/moderators`, { data: { email } })
  const { moderators } = (await answer.json()) as { moderators: { userId: string; name: string }[] }
  return { roomId: id, moderators }
}

it('somebody without an account reports, a moderator hides, the author objects, another moderator overturns', async () => {
  await using staff = await visit(url, { as: 'centre-staff' })
  await using author = await visit(url, { as: 'other-member' })
  await using guest = await visit(url)
  await using first = await visit(url, { as: 'moderator' })
  await using second = await visit(url, { as: 'other-room-moderator', width: 1280, height: 900 })
  const { roomId, moderators } = await appoint(staff, 'other-room-moderator@augenhoehe.example')
  const address = await threadAddress(author, 'professionalisierung', 'Günstige Software für die Buchhaltung')
  const words = 'Wer das nicht versteht, sollte keinen Verein führen.'
  await author.page.goto(address)
  await author.page.getByRole('textbox', { name: /Ihr Beitrag/ }).fill(words)
  await author.page.getByRole('button', { name: 'Senden' }).click()
  await author.page.getByRole('log').getByText(words).waitFor()

  // A long thread draws only what is near: the guest follows a link to the contribution.
  const link = `${address}?beitrag=${await contributionId(guest, address.split('/').at(-1)!, words)}`
  await guest.page.goto(link)
  const reported = guest.page.getByRole('article').filter({ hasText: words })
  await reported.getByRole('button', { name: 'Mehr' }).click()
  await guest.page.getByRole('menuitem', { name: 'Melden' }).click()
  await guest.page.getByText('Keine Beleidigungen').click()
  await guest.page.getByRole('textbox').fill('Das beleidigt alle, die lernen.')
  await guest.page.getByRole('button', { name: 'Meldung senden' }).click()
  await guest.page.getByText(/Die Moderation des Raums prüft das bis/).waitFor()
  const receipt = await guest.page.getByRole('textbox', { name: 'Link zu Ihrer Meldung' }).inputValue()
  await guest.page.goto(receipt)
  await guest.page.getByRole('heading', { name: 'Wird geprüft' }).waitFor()

  await first.page.goto('/moderation')
  const entry = first.page.getByRole('article').filter({ hasText: words })
  await entry.getByText('Das beleidigt alle, die lernen.').waitFor()
  await entry.getByRole('button', { name: 'Ausblenden' }).click()
  await first.page.getByRole('dialog').getByRole('textbox').fill('Der Satz wertet andere ab.')
  await first.page.getByRole('dialog').getByRole('button', { name: 'Ausblenden' }).click()
  await first.page.getByText('Ausgeblendet.').waitFor()

  await guest.page.reload()
  await guest.page.getByRole('heading', { name: 'Wir haben etwas unternommen' }).waitFor()

  const hidden = author.page.getByRole('article').filter({ hasText: 'Der Satz wertet andere ab.' })
  await hidden.getByRole('link', { name: 'Begründung und Einspruch' }).click()
  await author.page.getByRole('heading', { name: 'Ihr Beitrag wurde ausgeblendet' }).waitFor()
  await author.page.getByText(words).waitFor()
  // Whoever takes it to somebody who advises them takes all of it: what, why, when, and what can be done.
  const { href, pathname } = new URL(author.page.url())
  const paper = plain((await sheets(author, pathname)).join(' '))
  for (const one of [
    'Ihr Beitrag wurde ausgeblendet',
    words,
    'Keine Beleidigungen',
    'Der Satz wertet andere ab.',
    'Ein Mensch, keine Maschine',
    new Intl.DateTimeFormat('de-DE', { year: 'numeric', timeZone: 'Europe/Berlin' }).format(new Date()),
    'können Sie einmal Einspruch erheben',
    'an ein Gericht wenden',
    href,
  ])
    expect(paper).toContain(plain(one))
  await author.page.getByRole('button', { name: 'Einspruch erheben' }).click()
  await author.page
    .getByRole('textbox', { name: /Warum sind Sie nicht einverstanden/ })
    .fill('Ich meinte mich selbst.')
  await author.page.getByRole('button', { name: 'Einspruch senden' }).click()
  await author.page.getByText(/Jemand, der bisher nicht entschieden hat/).waitFor()

  // Who decided sees the appeal, and that it is not theirs to decide.
  await first.page.goto('/moderation')
  const appealed = first.page.getByRole('article').filter({ hasText: 'Ich meinte mich selbst.' })
  await appealed.getByText(/Darüber haben Sie schon entschieden/).waitFor()
  expect(await appealed.getByRole('button', { name: 'Aufheben' }).count()).toBe(0)

  await second.page.goto('/moderation')
  const objection = second.page.getByRole('article').filter({ hasText: 'Ich meinte mich selbst.' })
  await objection.getByRole('button', { name: 'Aufheben' }).click()
  await second.page.getByRole('dialog').getByRole('textbox').fill('Aus dem Gespräch geht das hervor.')
  await second.page.getByRole('dialog').getByRole('button', { name: 'Aufheben' }).click()
  await second.page.getByText('Die Entscheidung ist aufgehoben.').waitFor()

  // Pushed: nobody reloads.
  await author.page.getByRole('heading', { name: 'Die Entscheidung wurde aufgehoben' }).waitFor()
  await author.page.getByText('Aus dem Gespräch geht das hervor.').waitFor()
  await guest.page.goto(link)
  await guest.page.getByRole('log').getByText(words).waitFor()

  // The second moderator is dismissed with the desk before them: within two seconds it is no longer theirs.
  await second.page.goto('/moderation')
  await second.page
    .getByRole('link', { name: /^Moderation(,|$)/ })
    .first()
    .waitFor()
  const home = await (await second.context.request.get('/api/me')).json()
  const { user, moderates } = home as { user: { id: string }; moderates: string[] }
  const appointed = moderators.map(({ userId }) => userId)
  expect(appointed).toContain(user.id)
  for (const room of moderates) {
    const gone = await staff.context.request.delete(`/api/rooms/${room}/moderators/${user.id}`)
    expect(gone.ok()).toBe(true)
  }
  await second.page
    .getByRole('heading', { name: 'Sie moderieren zurzeit keinen Raum' })
    .waitFor({ timeout: 2000 })
  expect(
    await second.page
      .getByRole('navigation')
      .getByRole('link', { name: /^Moderation(,|$)/ })
      .count(),
  ).toBe(0)

  // Other tests meet the world as it was.
  for (const room of moderates.filter((one) => one !== roomId)) {
    const back = await staff.context.request.post(`/api/rooms/${room}/moderators`, {
      data: { email: 'other-room-moderator@augenhoehe.example' },
    })
    expect(back.ok()).toBe(true)
  }
  for (const { complaints } of [author, guest, first, second]) expect(complaints).toEqual([])
}, 120_000)
