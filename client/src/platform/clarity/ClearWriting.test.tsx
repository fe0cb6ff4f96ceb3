import { useState } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeServer } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { Composer } from '../../ui/index.ts'
import { ClearField } from './ClearField.tsx'
import { ClearWriting } from './ClearWriting.tsx'
import { HintsChoice } from './HintsChoice.tsx'

const text = 'Guten Tag. Der Verwendungsnachweis wurde gestern geprüft.'

function Writing() {
  const [written, write] = useState('')
  const [said, say] = useState('')
  const [sent, send] = useState('')
  return (
    <>
      <ClearField label="Ihr Text" value={written} onChange={(event) => write(event.currentTarget.value)} />
      <Composer
        label="Beitrag schreiben"
        textLabel="Ihr Beitrag"
        value={said}
        onChange={say}
        onSend={() => send(said)}
        sendLabel="Senden"
        voice={{ initials: 'BG', intro: 'Sie schreiben für', organisation: 'Brunnenstube' }}
        hints={<ClearWriting text={said} />}
      />
      <HintsChoice />
      <p>Gesendet: {sent}</p>
    </>
  )
}

beforeEach(() => fakeServer({ 'accounts.me': () => samira() }))

const selected = (area: Element) => {
  const { selectionStart, selectionEnd, value } = area as HTMLTextAreaElement
  return value.slice(selectionStart, selectionEnd)
}

it('says quietly what could be clearer, and leads to the place', async () => {
  const screen = await renderPage(<Writing />)
  const field = screen.getByRole('textbox', { name: 'Ihr Text' })
  const line = screen.getByRole('button', { name: '2 Hinweise für klarere Sprache' })
  await field.fill('Der Verwendungsnachweis fehlt.')
  await expect.element(line).not.toBeInTheDocument()
  await field.fill(text)
  const switchTop = () => screen.getByRole('switch').element().getBoundingClientRect().top
  // The room is there with the text; what comes later moves nothing.
  const top = switchTop()
  await expect.element(line).toBeVisible()
  await expect
    .element(screen.getByRole('status').filter({ hasText: 'Unter dem Text stehen Hinweise' }))
    .toBeInTheDocument()
  expect(switchTop()).toBe(top)

  await line.click()
  const dialog = screen.getByRole('dialog', { name: 'Klarer schreiben' })
  await expect
    .element(dialog)
    .toHaveTextContent('Mit Bindestrich liest es sich leichter: Verwendungs-Nachweis')
  await dialog.getByRole('button', { name: /wurde gestern geprüft/ }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(field).toHaveFocus()
  expect(selected(field.element())).toBe('wurde gestern geprüft')

  await field.fill('')
  await expect.element(line).not.toBeInTheDocument()
})

it('offers plain words for a word of the administration, and leads to it', async () => {
  fakeServer({
    'accounts.me': () => samira(),
    'glossary.list': () => ({
      terms: [
        {
          id: 'verwendungsnachweis',
          term: 'Verwendungsnachweis',
          variants: [],
          category: 'funding',
          explanation: { de: 'Sie zeigen, wofür das Geld war.' },
        },
        {
          id: 'antrag',
          term: 'Antrag',
          variants: [],
          category: 'funding',
          explanation: { de: 'Eine Bitte.' },
        },
      ],
      amountsAsOf: '2026',
    }),
  })
  const screen = await renderPage(<Writing />)
  const field = screen.getByRole('textbox', { name: 'Ihr Text' })
  await field.fill('Guten Tag. Der Antrag ist schon da. Die Verwendungsnachweise sind noch nicht fertig.')
  await screen.getByRole('button', { name: '1 Hinweis für klarere Sprache' }).click()
  const dialog = screen.getByRole('dialog', { name: 'Klarer schreiben' })
  await expect.element(dialog).toHaveTextContent('Ein Wort der Verwaltung, das nicht alle kennen.')
  await dialog.getByRole('button', { name: /In einfachen Worten: Sie zeigen, wofür das Geld war\./ }).click()
  await expect.element(field).toHaveFocus()
  expect(selected(field.element())).toBe('Verwendungsnachweise')
})

it('is no obstacle: with the keyboard alone one reads the hints, goes back, and sends', async () => {
  const screen = await renderPage(<Writing />)
  const area = screen.getByRole('textbox', { name: 'Ihr Beitrag' })
  await area.fill(text)
  await expect.element(screen.getByRole('button', { name: /2 Hinweise/ })).toBeVisible()
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('dialog')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('button', { name: /2 Hinweise/ })).toHaveFocus()
  await area.click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText(`Gesendet: ${text}`)).toBeVisible()
})

it('is silent for who does not want it, on the next page as well, until they do', async () => {
  const screen = await renderPage(<Writing />)
  const field = screen.getByRole('textbox', { name: 'Ihr Text' })
  await field.fill(text)
  await screen.getByRole('button', { name: /2 Hinweise/ }).click()
  await screen.getByRole('button', { name: 'Keine Hinweise mehr zeigen' }).click()
  await expect.element(field).toHaveFocus()
  await expect.element(screen.getByText(/Unter „Ich“ können Sie sie wieder einschalten/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /2 Hinweise/ })).not.toBeInTheDocument()
  expect(localStorage.getItem('augenhoehe.clarity')).toBe('off')
  const choice = screen.getByRole('switch', { name: 'Hinweise für klarere Sprache' })
  await expect.element(choice).not.toBeChecked()
  choice.element().focus()
  await userEvent.keyboard(' ')
  await expect.element(screen.getByRole('button', { name: /2 Hinweise/ })).toBeVisible()
})

it('selects a place far down in a long text and brings it into sight', async () => {
  const screen = await renderPage(<Writing />)
  const field = screen.getByRole('textbox', { name: 'Ihr Text' })
  await field.fill(`${'Wir treffen uns am Samstag.\n'.repeat(60)}Der Antrag wurde abgelehnt.\nDanke.`)
  await screen.getByRole('button', { name: '1 Hinweis für klarere Sprache' }).click()
  field.element().scrollTop = 0
  await screen.getByRole('button', { name: /wurde abgelehnt/ }).click()
  await expect.element(field).toHaveFocus()
  expect(selected(field.element())).toBe('wurde abgelehnt')
  await expect.poll(() => field.element().scrollTop).toBeGreaterThan(500)
})
