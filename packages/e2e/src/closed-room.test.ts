import type { APIRequestContext } from 'playwright-core'
import { expect, it } from 'vitest'
import { visit } from './browser.ts'
import { url } from './here.ts'

const nowhere = 'f'.repeat(24)

interface Problem {
  requestId?: string
}
/** What an address answers, without what differs each time. */
async function answer(request: APIRequestContext, path: string) {
  const response = await request.get(path)
  const { requestId: _, ...problem } = (await response.json()) as Problem
  return { status: response.status(), problem }
}

it('a closed room is nowhere for whoever is outside: not in lists, addresses, search, counts or refusals', async () => {
  await using inside = await visit(url, { as: 'moderator' })
  const room = (await (await inside.context.request.get('/api/rooms/moderationsrunde')).json()) as {
    id: string
  }
  const { threads } = (await (await inside.context.request.get(`/api/rooms/${room.id}/threads`)).json()) as {
    threads: { id: string; title: string }[]
  }
  const thread = threads[0]!
  const { contributions } = (await (
    await inside.context.request.get(`/api/threads/${thread.id}/contributions`)
  ).json()) as { contributions: { id: string; text: string }[] }
  const contribution = contributions[0]!
  await inside.page.goto('/raeume/moderationsrunde')
  await inside.page.getByRole('heading', { level: 1, name: 'Moderationsrunde' }).waitFor()

  for (const as of ['', 'member', 'municipal-contact', 'centre-staff', 'platform-admin']) {
    await using outside = await visit(url, as ? { as } : {})
    const { page } = outside
    const { request } = outside.context

    // Lists, navigation and unread numbers.
    await page.goto('/raeume')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByText('Moderationsrunde').count(), as).toBe(0)
    const listed = await (await request.get('/api/rooms')).text()
    expect(listed).not.toContain(room.id)

    // Search: neither hits nor numbers, with the room as a filter or without.
    for (const filter of ['', `&roomId=${room.id}`]) {
      const found = await (
        await request.get(`/api/search?q=${encodeURIComponent(contribution.text.slice(0, 40))}${filter}`)
      ).text()
      expect(found, as).not.toContain(contribution.id)
      if (filter) expect(JSON.parse(found)).toMatchObject({ hits: [], total: 0 })
    }

    // Addresses and permalinks: the page of what does not exist, word by word.
    const words = async (path: string) => {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: 'Diese Seite gibt es nicht' }).waitFor()
      return page.getByRole('main').innerText()
    }
    expect(await words('/raeume/moderationsrunde')).toBe(await words('/raeume/gibt-es-nicht'))
    expect(await words(`/raeume/moderationsrunde/${thread.id}?beitrag=${contribution.id}`)).toBe(
      await words(`/raeume/gibt-es-nicht/${nowhere}?beitrag=${nowhere}`),
    )

    // Ids: the same refusal as for ids that nobody was given.
    for (const path of [
      (roomId: string) => `/api/rooms/${roomId}/threads`,
      (roomId: string) => `/api/rooms/${roomId}/moderation-log`,
      (_: string, threadId: string) => `/api/threads/${threadId}`,
      (_: string, threadId: string) => `/api/threads/${threadId}/contributions`,
      (_: string, threadId: string) => `/api/threads/${threadId}/contributions?afterRev=0`,
    ])
      expect(await answer(request, path(room.id, thread.id)), path('room', 'thread')).toEqual(
        await answer(request, path(nowhere, nowhere)),
      )
    expect(outside.complaints).toEqual([])
  }
})
