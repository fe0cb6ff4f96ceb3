import { expect, it } from 'vitest'
import { threadAddress, visit } from './browser.ts'
import { url } from './here.ts'

it('what is written on a telephone is found elsewhere by half of its word; what is said in a closed room only by the invited', async () => {
  await using author = await visit(url, { as: 'member' })
  const thread = await threadAddress(author, 'professionalisierung', 'Günstige Software für die Buchhaltung')
  const threadId = thread.split('/').at(-1)!
  const written = await author.context.request.post(`/api/threads/${threadId}/contributions`, {
    data: {
      threadId: undefined,
      clientId: crypto.randomUUID(),
      text: 'Wir teilen gern unsere Quittungssortiermaschine.',
      lang: 'de',
    },
  })
  const { id } = (await written.json()) as { id: string }

  // On a wide screen, with the keyboard alone.
  await using reader = await visit(url, { width: 1280, height: 900 })
  const { page } = reader
  await page.goto('/raeume')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search')
  await page.keyboard.type('SORTIERMASCHINE')
  await page.locator('mark', { hasText: 'Quittungssortiermaschine' }).waitFor()
  expect(new URL(page.url()).searchParams.get('q')).toBe('SORTIERMASCHINE')
  const link = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link')
  expect(await link.first().getAttribute('href')).toBe(`${thread}?beitrag=${id}`)
  await link.first().click()
  await page.getByText('Wir teilen gern unsere Quittungssortiermaschine.').waitFor()
  await page.goBack()
  await page.locator('mark', { hasText: 'Quittungssortiermaschine' }).waitFor()
  expect(await page.getByRole('searchbox').inputValue()).toBe('SORTIERMASCHINE')

  // With a filter that nothing fits, and without it again.
  await page.getByRole('button', { name: 'Was: allem' }).click()
  await page.getByRole('menuitemradio', { name: /^Angeboten/ }).click()
  await page.getByRole('button', { name: 'Ohne Filter: einen Treffer zeigen' }).click()
  await page.locator('mark').first().waitFor()

  await author.context.request.post(`/api/threads/${threadId}/contributions/${id}/withdraw`, { data: {} })
  await page.reload()
  await page.getByRole('heading', { name: 'Dazu haben wir nichts gefunden' }).waitFor()

  // The closed room, from a telephone.
  await using invited = await visit(url, { as: 'moderator' })
  await invited.page.goto('/')
  await invited.page.getByRole('banner').getByRole('link', { name: 'Suche' }).click()
  await invited.page.getByRole('searchbox').fill('Moderationsrunde')
  await invited.page.locator('mark', { hasText: 'Moderationsrunde' }).first().waitFor()
  await page.getByRole('searchbox').fill('Moderationsrunde')
  await page.getByRole('heading', { name: 'Dazu haben wir nichts gefunden' }).waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('Moderationsrunde')
  await page.waitForLoadState('networkidle')
  expect(await page.locator('mark').count()).toBe(0)
  expect([...reader.complaints, ...invited.complaints]).toEqual([])
})
