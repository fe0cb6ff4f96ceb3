import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Composer } from './Composer.tsx'
import { UiProvider } from './UiProvider.tsx'

function Sample({ onSend, busy = false }: { onSend: () => void; busy?: boolean }) {
  const [text, setText] = useState('')
  return (
    <UiProvider dir="ltr" lang="de" colorScheme="light">
      <Composer
        label="Beitrag schreiben"
        textLabel="Ihr Beitrag"
        sendLabel="Senden"
        value={text}
        onChange={setText}
        onSend={onSend}
        busy={busy}
        voice={{ initials: 'BG', intro: 'Sie schreiben für', organisation: 'Brunnenstube Gießen' }}
      />
      <button type="button">Danach</button>
    </UiProvider>
  )
}

describe('Composer', () => {
  it('is one row until it has the focus, and closes when one leaves it empty', async () => {
    const screen = await render(<Sample onSend={vi.fn()} />)
    expect(document.querySelector('[type="submit"]')).toBeNull()
    await userEvent.tab()
    await expect.element(screen.getByRole('button', { name: 'Senden' })).toBeVisible()
    await expect.element(screen.getByText('Brunnenstube Gießen')).toBeVisible()
    await userEvent.tab()
    await userEvent.tab()
    await expect.element(screen.getByRole('button', { name: 'Danach' })).toHaveFocus()
    expect(document.querySelector('[type="submit"]')).toBeNull()
  })

  it('keeps the words and stays open when one leaves', async () => {
    const screen = await render(<Sample onSend={vi.fn()} />)
    await screen.getByRole('textbox', { name: 'Ihr Beitrag' }).fill('Danke!')
    await screen.getByRole('button', { name: 'Danach' }).click()
    await expect.element(screen.getByRole('button', { name: 'Senden' })).toBeVisible()
    await expect.element(screen.getByRole('textbox', { name: 'Ihr Beitrag' })).toHaveValue('Danke!')
  })

  it('Enter begins a new line; Control and Enter send, but nothing empty and nothing twice', async () => {
    const onSend = vi.fn()
    const screen = await render(<Sample onSend={onSend} />)
    await userEvent.tab()
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(onSend).not.toHaveBeenCalled()
    await userEvent.keyboard('Danke!{Enter}Bis bald')
    await expect.element(screen.getByRole('textbox')).toHaveValue('Danke!\nBis bald')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(onSend).toHaveBeenCalledTimes(1)
    await screen.rerender(<Sample onSend={onSend} busy />)
    await screen.getByRole('button', { name: 'Senden' }).click({ force: true })
    expect(onSend).toHaveBeenCalledTimes(1)
  })

  it('grows to eight rows and then scrolls', async () => {
    const screen = await render(<Sample onSend={vi.fn()} />)
    const area = screen.getByRole('textbox').element()
    await screen.getByRole('textbox').fill('eins\nzwei')
    const two = area.getBoundingClientRect().height
    await screen.getByRole('textbox').fill(Array.from({ length: 40 }, () => 'Zeile').join('\n'))
    const many = area.getBoundingClientRect().height
    expect(many).toBeGreaterThan(two * 2)
    expect(many).toBeLessThan(two * 5)
    expect(area.scrollHeight).toBeGreaterThan(area.clientHeight)
  })
})
