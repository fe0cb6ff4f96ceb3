import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { BesidePanel } from './BesidePanel.tsx'
import { UiProvider } from './UiProvider.tsx'

function Sample({ dir = 'ltr', top = 100 }: { dir?: 'ltr' | 'rtl'; top?: number }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <UiProvider dir={dir} lang={dir === 'rtl' ? 'ar' : 'de'} colorScheme="light">
      <div dir={dir}>
        <button type="button">davor</button>
        <p style={{ marginBlockStart: top, paddingInlineStart: 300 }}>
          <button type="button" onClick={({ currentTarget }) => setAnchor(anchor ? null : currentTarget)}>
            Wort
          </button>
        </p>
        <button type="button">danach</button>
        <div style={{ blockSize: 1500 }} />
      </div>
      {anchor && (
        <BesidePanel anchor={anchor} title="Wort" closeLabel="Schließen" onClose={() => setAnchor(null)}>
          <p>Das heißt es.</p>
          <a href="#mehr">Mehr</a>
        </BesidePanel>
      )}
    </UiProvider>
  )
}

const box = (element: Element) => element.getBoundingClientRect()

describe('BesidePanel', () => {
  beforeEach(() => page.viewport(1280, 900))
  afterEach(() => page.viewport(414, 896))

  it.each(['ltr', 'rtl'] as const)('stands below the word and begins where it begins: %s', async (dir) => {
    const screen = await render(<Sample dir={dir} />)
    const word = screen.getByRole('button', { name: 'Wort' })
    await word.click()
    const panel = screen.getByRole('dialog', { name: 'Wort' })
    await expect.element(panel).toHaveFocus()
    const [shown, anchor] = [box(panel.element()), box(word.element())]
    expect(shown.top).toBeCloseTo(anchor.bottom + 6, 0)
    if (dir === 'rtl') expect(shown.right).toBeCloseTo(anchor.right, 0)
    else expect(shown.left).toBeCloseTo(anchor.left, 0)
  })

  it('stands above a word at the foot of the window, goes with it, and stays inside', async () => {
    const screen = await render(<Sample top={window.innerHeight - 110} />)
    const word = screen.getByRole('button', { name: 'Wort' })
    await word.click()
    const panel = screen.getByRole('dialog')
    await expect.element(panel).toBeVisible()
    window.scrollTo(0, 0)
    await expect.poll(() => box(word.element()).top - box(panel.element()).bottom).toBeCloseTo(6, 0)
    window.scrollBy(0, 40)
    await expect.poll(() => box(word.element()).top - box(panel.element()).bottom).toBeCloseTo(6, 0)
    await page.viewport(420, 900)
    await expect.poll(() => box(panel.element()).left).toBeGreaterThanOrEqual(8)
    expect(box(panel.element()).right).toBeLessThanOrEqual(412.5)
    window.scrollTo(0, 0)
  })

  it('closes with Escape and with its button, and the word has the focus again', async () => {
    const screen = await render(<Sample />)
    const word = screen.getByRole('button', { name: 'Wort' })
    const panel = screen.getByRole('dialog')
    await word.click()
    await expect.element(panel).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(panel).not.toBeInTheDocument()
    await expect.element(word).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await screen.getByRole('button', { name: 'Schließen' }).click()
    await expect.element(panel).not.toBeInTheDocument()
    await expect.element(word).toHaveFocus()
  })

  it('is part of the way of the keyboard: behind it the page goes on after the word, before it with the word', async () => {
    const screen = await render(<Sample />)
    const word = screen.getByRole('button', { name: 'Wort' })
    const panel = screen.getByRole('dialog')
    await word.click()
    await expect.element(panel).toHaveFocus()
    await userEvent.tab()
    await expect.element(screen.getByRole('button', { name: 'Schließen' })).toHaveFocus()
    await userEvent.tab()
    await expect.element(screen.getByRole('link', { name: 'Mehr' })).toHaveFocus()
    await userEvent.tab()
    await expect.element(panel).not.toBeInTheDocument()
    await expect.element(screen.getByRole('button', { name: 'danach' })).toHaveFocus()

    await word.click()
    await expect.element(panel).toHaveFocus()
    await userEvent.tab({ shift: true })
    await expect.element(panel).not.toBeInTheDocument()
    await expect.element(screen.getByRole('button', { name: 'davor' })).toHaveFocus()
  })

  it('closes when one presses elsewhere, not when one presses in it', async () => {
    const screen = await render(<Sample />)
    await screen.getByRole('button', { name: 'Wort' }).click()
    const panel = screen.getByRole('dialog')
    await screen.getByText('Das heißt es.').click()
    await expect.element(panel).toBeVisible()
    await screen.getByRole('button', { name: 'danach' }).click()
    await expect.element(panel).not.toBeInTheDocument()
    // One press on the word opens and closes.
    const word = screen.getByRole('button', { name: 'Wort' })
    await word.click()
    await expect.element(panel).toBeVisible()
    await word.click()
    await expect.element(panel).not.toBeInTheDocument()
  })
})
