import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { UiProvider } from './UiProvider.tsx'
import { WordFilter } from './WordFilter.tsx'

function Sample() {
  const [radius, setRadius] = useState('50')
  return (
    <UiProvider dir="ltr" lang="de" colorScheme="light">
      <WordFilter
        label="Umkreis"
        value={radius}
        onChange={setRadius}
        closeLabel="Schließen"
        options={[
          { value: '10', label: '10 km' },
          { value: '50', label: '50 km' },
          { value: 'all', label: 'ganz Hessen' },
        ]}
      />
    </UiProvider>
  )
}

describe('WordFilter', () => {
  afterEach(() => page.viewport(414, 896))

  it('opens a menu on wide screens and chooses with the keyboard', async () => {
    await page.viewport(1280, 900)
    const screen = await render(<Sample />)
    const word = screen.getByRole('button', { name: 'Umkreis: 50 km' })
    await userEvent.tab()
    await expect.element(word).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect
      .element(screen.getByRole('menuitemradio', { name: '50 km' }))
      .toHaveAttribute('aria-checked', 'true')
    await expect.element(screen.getByRole('menuitemradio', { name: '50 km' })).toHaveFocus()
    await userEvent.keyboard('{ArrowUp}{Enter}')
    await expect.element(screen.getByRole('button', { name: 'Umkreis: 10 km' })).toHaveFocus()
  })

  it('closes with Escape and gives the focus back', async () => {
    await page.viewport(1280, 900)
    const screen = await render(<Sample />)
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByRole('menuitemradio', { name: '10 km' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(screen.getByRole('button', { name: 'Umkreis: 50 km' })).toHaveFocus()
    expect(document.querySelector('[role="menuitemradio"]')).toBeNull()
  })

  it('opens a sheet on phones; arrows move, Enter takes the choice', async () => {
    await page.viewport(360, 740)
    const screen = await render(<Sample />)
    await screen.getByRole('button', { name: 'Umkreis: 50 km' }).click()
    await expect.element(screen.getByRole('radio', { name: '50 km' })).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(screen.getByRole('button', { name: 'Umkreis: ganz Hessen' })).toHaveFocus()
  })

  it('a tap on the words of a choice takes it and closes the sheet', async () => {
    await page.viewport(360, 740)
    const screen = await render(<Sample />)
    await screen.getByRole('button', { name: 'Umkreis: 50 km' }).click()
    await screen.getByText('10 km').click()
    await expect.element(screen.getByRole('button', { name: 'Umkreis: 10 km' })).toHaveFocus()
    expect(document.querySelector('dialog')).toBeNull()
  })
})
