import { expect, it } from 'vitest'
import { threadAddress, visit } from './browser.ts'
import { url } from './here.ts'
import { plain, sheets } from './paper.ts'
import { addressOf, screens } from './screens.ts'

const printed: { screen: string; address?: string; says: string[] }[] = [
  { screen: 'Gespräch', says: ['Günstige Software für die Buchhaltung', 'Ja, auf dem Telefon geht das'] },
  { screen: 'Gespräch für Gäste', says: ['Günstige Software für die Buchhaltung'] },
  { screen: 'Ergebnis', says: ['Workshop', 'Quellen', 'Wer dabei war'] },
  { screen: 'Dokumentation', says: ['Begrüßung', 'Fazit', 'Wer dabei war'] },
  { screen: 'Organisationen', says: ['Brunnenstube Gießen', 'Wabe Offenbach'] },
  { screen: 'Profil', says: ['Brunnenstube Gießen', 'Das suchen wir', 'Auf einen Blick', 'Treffpunkt'] },
  { screen: 'Barrierefreiheit', says: ['Erklärung zur Barrierefreiheit', 'Durchsetzungsverfahren'] },
  {
    screen: 'Begriff',
    address: '/glossar/letter-of-intent',
    says: ['Absichtserklärung', 'Ein Partner schreibt'],
  },
  { screen: 'Pressemitteilung', says: ['Kontakt für Rückfragen', `${url}/ergebnisse/`] },
]

it.each(printed)('puts $screen on paper whole, with its address and without ways elsewhere', async (one) => {
  const screen = screens.find(({ name }) => name === one.screen)
  await using visitor = await visit(url, { width: 1440, height: 900, ...(screen?.as && { as: screen.as }) })
  const address = one.address ?? (await addressOf(screen!, visitor))
  const found = await sheets(visitor, address)
  for (const [index, sheet] of found.entries()) expect(sheet.length, `sheet ${index + 1}`).toBeGreaterThan(20)
  const all = plain(found.join(' '))
  for (const words of [...one.says, url + address]) expect(all).toContain(plain(words))
  for (const way of ['Suchen & Bieten', 'Datenschutz', 'Anmelden']) expect(all).not.toContain(plain(way))
  // What ends on the last sheet takes no further one, and what begins does so on the first.
  expect(plain(found[0]!)).toContain(plain(one.says[0]!))
})

it('puts a conversation longer than any screen on paper, and the screen stays where it was', async () => {
  await using writer = await visit(url, { as: 'org-admin' })
  const room = (await (await writer.context.request.get('/api/rooms/professionalisierung')).json()) as {
    id: string
  }
  const title = `Auf Papier ${crypto.randomUUID().slice(0, 4)}`
  const begun = await writer.context.request.post(`/api/rooms/${room.id}/threads`, {
    data: { clientId: crypto.randomUUID(), title, text: 'Absatz 1 von vierzig.' },
  })
  expect(begun.ok(), await begun.text()).toBe(true)
  const address = await threadAddress(writer, 'professionalisierung', title)
  const threadId = address.split('/').at(-1)
  for (let number = 2; number <= 40; number += 1) {
    // oxlint-disable-next-line no-await-in-loop -- they stand in this order
    const said = await writer.context.request.post(`/api/threads/${threadId}/contributions`, {
      data: { clientId: crypto.randomUUID(), text: `Absatz ${number} von vierzig.` },
    })
    expect(said.ok(), await said.text()).toBe(true)
  }
  const found = await sheets(writer, address)
  const all = plain(found.join(' '))
  for (let number = 1; number <= 40; number += 1)
    expect(all).toContain(plain(`Absatz ${number} von vierzig.`))
  expect(found.length).toBeLessThan(8)
  // Afterwards only what is in sight is drawn again.
  await expect.poll(() => writer.page.getByText(/von vierzig\./).count()).toBeLessThan(40)
})
