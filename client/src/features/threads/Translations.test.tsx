import type { Contribution, Thread } from '@augenhoehe/contracts'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { recall, remember } from '../../platform/remembered.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import type { Doing } from './Dialogs.tsx'
import { MessageRow } from './MessageRow.tsx'
import { SetLanguageDialog } from './SetLanguageDialog.tsx'
import { contribution, hex, thread } from './samples.ts'
import { translationKey } from './translation-key.ts'
import { TypingHint } from './TypingHint.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => {
  fakeLive.reset()
  remember('translations', 'on')
  remember(draftKey, '')
})
afterEach(() => vi.restoreAllMocks())

const me = samira()
const myId = me.user!.id
const draftKey = translationKey(myId, hex(1001))
const milan = {
  id: hex(700),
  lang: 'de',
  text: 'Wir haben ein Programm gefunden.',
  authorId: hex(51),
  authorName: 'Milan Petrović',
  institution: null,
  organisation: { name: 'Wabe e. V.', slug: 'wabe', verified: true },
  outdated: false,
  createdAt: '2026-05-01T09:00:00.000Z',
  editedAt: null,
}
const turkish = (more: Partial<Contribution> = {}) =>
  contribution(1, { lang: 'tr', text: 'Bir program bulduk.', ...more })

const done: Doing[] = []
function Row({ first, as }: { first: Contribution; as: Partial<Thread> }) {
  const [shown, take] = useState(first)
  return (
    <MessageRow
      contribution={shown}
      quoted={undefined}
      grouped={false}
      thread={{ ...thread, ...as }}
      onReply={() => undefined}
      onDo={(doing) => done.push(doing)}
      onTaken={take}
      onRewrite={() => undefined}
    />
  )
}

async function open(first: Contribution, answers: Answers = {}, as: Partial<Thread> = {}) {
  done.length = 0
  const asked = fakeServer({ 'accounts.me': () => me, ...answers })
  const screen = await renderPage(<Row first={first} as={as} />)
  await expect.element(screen.getByText(first.text)).toBeVisible()
  return { screen, asked }
}
const menu = async (screen: Awaited<ReturnType<typeof open>>['screen'], name: string) => {
  await screen.getByRole('button', { name: 'Mehr' }).click()
  await screen.getByRole('menuitem', { name }).click()
}

describe('a translation below a contribution', () => {
  it('stands open for who reads its language, with who made it, and never for the original', async () => {
    const { screen } = await open(turkish({ translations: [milan] }))
    const words = screen.getByText(milan.text)
    await expect.element(words).toBeVisible()
    expect(words.element().closest('[lang]')?.getAttribute('lang')).toBe('de')
    await expect.element(screen.getByText('Bir program bulduk.')).toBeVisible()
    await expect.element(screen.getByText(/Übersetzung \(Deutsch\) von .*Wabe e\. V\..*Milan/)).toBeVisible()
    expect(screen.getByText(/seitdem geändert/).query()).toBeNull()
  })

  it('in another language is offered, and opens and folds', async () => {
    const arabic = { ...milan, lang: 'ar', text: 'وجدنا برنامجًا.' }
    const { screen } = await open(turkish({ translations: [arabic] }))
    expect(screen.getByText(arabic.text).query()).toBeNull()
    await screen.getByRole('button', { name: 'Übersetzung lesen: Arabisch' }).click()
    await expect.element(screen.getByText(arabic.text)).toBeVisible()
    await screen.getByRole('button', { name: 'Zuklappen' }).click()
    expect(screen.getByText(arabic.text).query()).toBeNull()
  })

  it('says when the original was changed', async () => {
    const { screen } = await open(turkish({ translations: [{ ...milan, outdated: true }] }))
    await expect.element(screen.getByText('Das Original wurde seitdem geändert.')).toBeVisible()
  })

  it('is not there for who has switched translations off', async () => {
    fakeServer({ 'accounts.me': () => me })
    const screen = await renderPage(<Row first={turkish({ translations: [milan] })} as={{}} />)
    await expect.element(screen.getByText(milan.text)).toBeVisible()
    remember('translations', 'off')
    await expect.poll(() => screen.getByText(milan.text).query()).toBeNull()
    expect(screen.getByRole('button', { name: /Übersetzung/ }).query()).toBeNull()
  })

  it('is changed and withdrawn by who made it, removed by moderators, and neither by others', async () => {
    const own = { ...milan, authorId: myId, authorName: 'Samira Haddad' }
    const first = await open(turkish({ translations: [own] }))
    await expect.element(first.screen.getByRole('button', { name: 'Ändern' })).toBeVisible()
    await first.screen.getByRole('button', { name: 'Zurückziehen' }).click()
    expect(done).toMatchObject([{ kind: 'withdraw-translation', translation: { id: own.id } }])
    await first.screen.unmount()

    const second = await open(turkish({ translations: [milan] }))
    await expect.element(second.screen.getByRole('button', { name: 'Zuklappen' })).toBeVisible()
    for (const name of ['Ändern', 'Zurückziehen', 'Entfernen'])
      expect(second.screen.getByRole('button', { name }).query()).toBeNull()
    await second.screen.unmount()

    const third = await open(turkish({ translations: [milan] }), {}, { mayModerate: true })
    await third.screen.getByRole('button', { name: 'Entfernen' }).click()
    expect(done).toMatchObject([{ kind: 'remove-translation' }])
  })
})

describe('translating', () => {
  it('keeps what was begun, keeps it after a refusal, and shows what the server took', async () => {
    let refused = true
    const { screen, asked } = await open(turkish(), {
      'threads.translate': ({ text, lang }) =>
        refused
          ? refusal('unavailable', 503)
          : turkish({ rev: 9, translations: [{ ...milan, text, lang, authorId: myId }] }),
    })
    await menu(screen, 'Übersetzen')
    const field = screen.getByRole('textbox', { name: 'Übersetzung: Deutsch' })
    await expect.element(field).toHaveFocus()
    await screen.getByRole('button', { name: 'Übersetzung senden' }).click()
    await expect.element(screen.getByText('Bitte schreiben Sie die Übersetzung.')).toBeVisible()
    await field.fill('Wir haben etwas gefunden.')
    await screen.getByRole('button', { name: 'Übersetzung senden' }).click()
    await expect.element(screen.getByRole('alert')).toBeVisible()
    await expect.element(field).toHaveValue('Wir haben etwas gefunden.')
    refused = false
    await screen.getByRole('button', { name: 'Übersetzung senden' }).click()
    await expect.element(screen.getByText(/Übersetzung \(Deutsch\) von/)).toBeVisible()
    expect(field.query()).toBeNull()
    const sent = asked.filter(({ name }) => name === 'threads.translate').map(({ input }) => input)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toMatchObject({
      lang: 'de',
      text: 'Wir haben etwas gefunden.',
      actingOrganisationId: me.memberships[0]!.organisationId,
      originalEditedAt: null,
      clientId: (sent[0] as { clientId: string }).clientId,
    })
  })

  it('comes back to what was begun, in each language', async () => {
    const { screen } = await open(turkish())
    await menu(screen, 'Übersetzen')
    await screen.getByRole('textbox', { name: 'Übersetzung: Deutsch' }).fill('Angefangen')
    await screen.getByRole('button', { name: 'Andere Sprache' }).click()
    await screen.getByRole('button', { name: 'English' }).click()
    await screen.getByRole('textbox', { name: 'Übersetzung: Englisch' }).fill('Begun')
    expect(JSON.parse(recall(draftKey) ?? '{}')).toEqual({
      lang: 'en',
      texts: { de: 'Angefangen', en: 'Begun' },
    })
    await screen.getByRole('button', { name: 'Verwerfen' }).click()
    expect(recall(draftKey)).toBe('')
  })

  it('is not offered where words wait for a moderator', async () => {
    const { screen } = await open(turkish(), {}, { moderated: true })
    await screen.getByRole('button', { name: 'Mehr' }).click()
    await expect.element(screen.getByRole('menu')).toBeVisible()
    expect(screen.getByRole('menuitem', { name: 'Übersetzen' }).query()).toBeNull()
  })
})

describe('the language of one’s own words', () => {
  it('is one tap away where it may have been guessed wrong, and in the menu', async () => {
    const { screen } = await open(turkish({ authorId: myId }))
    await screen.getByRole('button', { name: 'Sprache: Türkisch – ändern' }).click()
    expect(done).toMatchObject([{ kind: 'language' }])
    await screen.unmount()
    const german = await open(contribution(1, { authorId: myId, text: 'Guten Tag.' }))
    expect(german.screen.getByRole('button', { name: /Sprache:/ }).query()).toBeNull()
    await menu(german.screen, 'Sprache: Deutsch – ändern')
    expect(done).toMatchObject([{ kind: 'language' }])
  })

  async function choose() {
    const asked = fakeServer({
      'accounts.me': () => me,
      'threads.setLanguage': () => turkish({ lang: 'de' }),
    })
    const onClose = vi.fn()
    const onTaken = vi.fn()
    const screen = await renderPage(
      <SetLanguageDialog contribution={turkish()} onClose={onClose} onTaken={onTaken} />,
    )
    const option = (name: string) => screen.getByRole('button', { name })
    await expect.element(option('Türkçe')).toHaveAttribute('aria-pressed', 'true')
    await expect.element(option('Türkçe')).toHaveFocus()
    return {
      asked: () => asked.filter(({ name }) => name === 'threads.setLanguage'),
      onClose,
      onTaken,
      option,
    }
  }

  it('is chosen by a press: arrow keys choose nothing, and the keyboard reaches every language', async () => {
    const { asked, onClose, onTaken, option } = await choose()
    await userEvent.keyboard('{ArrowDown}{ArrowUp}')
    expect(onClose).not.toHaveBeenCalled()
    await userEvent.tab()
    await expect.element(option('Deutsch')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(onTaken).toHaveBeenCalledWith(turkish({ lang: 'de' })))
    expect(asked()).toMatchObject([{ input: { lang: 'de' } }])
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('stays as it is when the language that holds already is pressed, and the dialog closes', async () => {
    const { asked, onClose, option } = await choose()
    await option('Türkçe').click()
    expect(onClose).toHaveBeenCalledOnce()
    expect(asked()).toEqual([])
  })
})

describe('the hint that somebody writes', () => {
  it('keeps its place, names associations only, and is forgotten after six seconds or with the words', async () => {
    const screen = await renderPage(<TypingHint threadId={thread.id} />)
    const line = await vi.waitFor(() => {
      const found = screen.container.querySelector('[aria-live="off"]')
      if (!found) throw new Error('not drawn yet')
      return found
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const height = line.getBoundingClientRect().height
      const hint = (organisation: string | null, threadId = thread.id) =>
        fakeLive.push('thread.typing', { threadId, organisation })
      hint('Anderswo e. V.', hex(99))
      expect(line.textContent).toBe('')
      hint('Wabe e. V.')
      await vi.waitFor(() => expect(line.textContent).toMatch(/Jemand von .Wabe e\. V\.. schreibt …/))
      hint(null)
      await vi.waitFor(() => expect(line.textContent).toBe('Mehrere schreiben …'))
      expect(line.getBoundingClientRect().height).toBe(height)
      vi.advanceTimersByTime(6000)
      await vi.waitFor(() => expect(line.textContent).toBe(''))
      hint('Wabe e. V.')
      await vi.waitFor(() => expect(line.textContent).not.toBe(''))
      const words = { threadId: thread.id, afterRev: 1, rev: 2, contributions: [], quoted: [] }
      fakeLive.push('thread.changed', words)
      await vi.waitFor(() => expect(line.textContent).toBe(''))
    } finally {
      vi.useRealTimers()
    }
  })
})
