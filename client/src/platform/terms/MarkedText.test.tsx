import type { GlossaryTerm } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { LinkedText } from '../../features/threads/LinkedText.tsx'
import { Composer } from '../../ui/index.ts'
import { changeLocale } from '../i18n.ts'
import { MarkedText } from './MarkedText.tsx'
import { TermsChoice } from './TermsChoice.tsx'

vi.mock('../live.ts', async () => (await import('../../testing/fake-live.ts')).live)

const term = (id: string, name: string, variants: string[], explanation: Record<string, string>) => ({
  id,
  term: name,
  variants,
  category: 'funding',
  explanation,
})
let terms: GlossaryTerm[] = []
let asked: ReturnType<typeof fakeServer>

beforeEach(async () => {
  await page.viewport(1280, 900)
  terms = [
    term('verein', 'Verein', [], { de: 'Eine Gruppe.' }),
    term('satzung', 'Satzung', [], { de: 'Die Regeln.', en: 'The rules.', tr: 'Kurallar.' }),
    term('eingetragener-verein', 'Eingetragener Verein', ['e. V.'], { de: 'Steht im Register.' }),
    term('verwendungsnachweis', 'Verwendungsnachweis', ['VN'], {
      de: 'Sie zeigen, wofür das Geld war.',
      'de-simple': 'Ein Bericht über das Geld.',
      en: 'You show what the money was for.',
    }),
  ]
  asked = fakeServer({
    'accounts.me': () => samira(),
    'glossary.list': () => ({ terms, amountsAsOf: '2026' }),
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  fakeLive.reset()
  await page.viewport(414, 896)
})

const marked = () => [...document.querySelectorAll('p [role="button"]')].map(({ textContent }) => textContent)

const text = 'Die Satzung liegt bei. Für den Verwendungsnachweis braucht der Verein Satzungen in Kopie.'

describe('underlined words', () => {
  it('are each the first of a text, never what every text says, and no letter changes when one copies', async () => {
    const screen = await renderPage(
      <p>
        <MarkedText text={text} />
      </p>,
    )
    await expect.element(screen.getByRole('button', { name: 'Satzung' })).toBeVisible()
    expect(marked()).toEqual(['Satzung', 'Verwendungsnachweis'])
    const paragraph = document.querySelector('p')!
    expect(paragraph.textContent).toBe(text)
    const selection = window.getSelection()!
    selection.selectAllChildren(paragraph)
    expect(selection.toString()).toBe(text)
    // With something selected a press explains nothing.
    selection.selectAllChildren(paragraph.querySelector('[role="button"]')!)
    paragraph.querySelector('[role="button"]')!.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
    selection.removeAllRanges()
    expect(asked.filter(({ name }) => name === 'glossary.list')).toHaveLength(1)
  })

  it('come without moving a line, and go with the switch at once, on this device', async () => {
    const long = `${text} `.repeat(6)
    const screen = await renderPage(
      <>
        <p style={{ inlineSize: 310 }}>
          <MarkedText text={long} />
        </p>
        <TermsChoice />
      </>,
    )
    const word = screen.getByRole('button', { name: 'Satzung' })
    await expect.element(word).toBeVisible()
    const lines = () => {
      const range = document.createRange()
      range.selectNodeContents(document.querySelector('p')!)
      const tops = [...range.getClientRects()].map(({ top }) => Math.round(top))
      return [...new Set(tops)]
    }
    const [withWords, height] = [lines(), document.querySelector('p')!.offsetHeight]
    const choice = screen.getByRole('switch', { name: 'Schwierige Wörter erklären' })
    await expect.element(choice).toBeChecked()
    choice.element().focus()
    await userEvent.keyboard(' ')
    await expect.element(word).not.toBeInTheDocument()
    expect(lines()).toEqual(withWords)
    expect(document.querySelector('p')!.offsetHeight).toBe(height)
    expect(localStorage.getItem('augenhoehe.terms')).toBe('off')
    await userEvent.keyboard(' ')
    await expect.element(word).toBeVisible()
  })

  it('are in no address, mail, name of a file, name or mention, nor where one writes', async () => {
    const written =
      'Siehe https://verein.example/satzung und satzung@verein.example, satzung.pdf, @Satzung, „Brunnenstube e. V.“, `x_Satzung`; die Satzung gilt.'
    const screen = await renderPage(
      <>
        <p>
          <LinkedText text={written} lang="de" />
        </p>
        <Composer
          label="Beitrag schreiben"
          textLabel="Ihr Beitrag"
          value="Die Satzung"
          onChange={() => undefined}
          onSend={() => undefined}
          sendLabel="Senden"
          voice={{ initials: 'BG', intro: 'Sie schreiben für', organisation: 'Brunnenstube' }}
        />
      </>,
    )
    await expect.element(screen.getByRole('button', { name: 'Satzung', exact: true })).toBeVisible()
    expect(marked()).toEqual(['Satzung'])
    const word = document.querySelector('p [role="button"]')!
    expect(word.nextSibling?.textContent).toBe(' gilt.')
    await expect.element(screen.getByRole('link')).toHaveAttribute('href', 'https://verein.example/satzung')
    expect(document.querySelector('p')!.textContent).toBe(written)
  })

  it('are German in a text of another language, and said so', async () => {
    const screen = await renderPage(
      <p lang="tr">
        <MarkedText text="Verwendungsnachweis için VN yazdık." lang="tr" />
      </p>,
    )
    const word = screen.getByRole('button', { name: 'Verwendungsnachweis' })
    await expect.element(word).toHaveAttribute('lang', 'de')
    expect(marked()).toEqual(['Verwendungsnachweis'])
  })

  it('of a part of a text are those that are first in all of it', async () => {
    const screen = await renderPage(
      <p>
        <MarkedText text={text} from={23} />
      </p>,
    )
    await expect.element(screen.getByRole('button', { name: 'Verwendungsnachweis' })).toBeVisible()
    expect(marked()).toEqual(['Verwendungsnachweis'])
    expect(document.querySelector('p')!.textContent).toBe(text.slice(23))
  })

  it('follow what staff change', async () => {
    const screen = await renderPage(
      <p>
        <MarkedText text={text} />
      </p>,
    )
    const word = screen.getByRole('button', { name: 'Satzung' })
    await expect.element(word).toBeVisible()
    terms = terms.filter(({ id }) => id !== 'satzung')
    fakeLive.push('glossary.changed', {})
    await expect.element(word).not.toBeInTheDocument()
    expect(document.querySelector('p')!.textContent).toBe(text)
  })
})

describe('the card', () => {
  const open = async (name: string, key = '{Enter}') => {
    const screen = await renderPage(
      <p>
        <MarkedText text={text} />
      </p>,
    )
    const word = screen.getByRole('button', { name })
    await expect.element(word).toBeVisible()
    word.element().focus()
    await userEvent.keyboard(key)
    return { screen, word, card: screen.getByRole('dialog', { name }) }
  }

  it.each([
    ['beside the word where there is room', 1280, '{Enter}'],
    ['at the foot of a phone', 360, ' '],
  ])('opens with a key %s, and Escape brings back', async (_, width, key) => {
    await page.viewport(width, 800)
    const { word, card } = await open('Satzung', key)
    await expect.element(card).toBeVisible()
    await expect.element(word).toHaveAttribute('aria-expanded', 'true')
    expect(card.element().tagName).toBe(width > 900 ? 'DIV' : 'DIALOG')
    await expect.element(card).toHaveTextContent('Die Regeln.')
    await expect.element(card).toHaveTextContent('keine Rechtsberatung')
    // German alone for whoever reads German.
    expect(card.element().textContent).not.toContain('The rules.')
    await expect
      .element(card.getByRole('link', { name: 'Im Glossar ansehen' }))
      .toHaveAttribute('href', '/glossar/satzung')
    await userEvent.keyboard('{Escape}')
    await expect.element(card).not.toBeInTheDocument()
    await expect.element(word).toHaveFocus()
    await expect.element(word).toHaveAttribute('aria-expanded', 'false')
  })

  it('says it in plain German and in the reader’s language, else in English and that it is English', async () => {
    const { screen, card } = await open('Satzung')
    await changeLocale('tr', false)
    await expect.element(card).toHaveTextContent('Kurallar.')
    await expect.element(card).toHaveTextContent('Die Regeln.')
    expect(card.element().querySelector('[lang="tr"]')!.textContent).toBe('Türkçe')
    await userEvent.keyboard('{Escape}')
    await screen.getByRole('button', { name: 'Verwendungsnachweis' }).click()
    const other = screen.getByRole('dialog')
    await expect.element(other).toHaveTextContent('You show what the money was for.')
    await expect.element(other).toHaveTextContent('Sizin dilinizde henüz açıklama yok')
    await changeLocale('de-simple', false)
    await expect.element(other).toHaveTextContent('Ein Bericht über das Geld.')
    expect(other.element().textContent).not.toContain('wofür das Geld war')
    await changeLocale('de', false)
  })
})
