import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ActionMenu } from './ActionMenu.tsx'
import { Button } from './Button.tsx'
import { UiProvider } from './UiProvider.tsx'

async function open(onSelect: () => void) {
  const screen = await render(
    <UiProvider dir="ltr" lang="de" colorScheme="light">
      <ActionMenu
        label="Mehr zum Beitrag"
        trigger={<Button look="text">Mehr</Button>}
        items={[
          { id: 'edit', label: 'Bearbeiten', onSelect },
          { id: 'copy', label: 'Link kopieren' },
          { id: 'withdraw', label: 'Zurückziehen', tone: 'danger' },
        ]}
      />
      <button type="button">Danach</button>
    </UiProvider>,
  )
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('menuitem', { name: 'Bearbeiten' })).toHaveFocus()
  return screen
}

describe('ActionMenu', () => {
  it('moves with arrows, End and letters, and wraps around', async () => {
    const screen = await open(vi.fn())
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(screen.getByRole('menuitem', { name: 'Link kopieren' })).toHaveFocus()
    await userEvent.keyboard('{End}{ArrowDown}')
    await expect.element(screen.getByRole('menuitem', { name: 'Bearbeiten' })).toHaveFocus()
    await userEvent.keyboard('z')
    await expect.element(screen.getByRole('menuitem', { name: 'Zurückziehen' })).toHaveFocus()
  })

  it('selects once, closes and gives the focus back', async () => {
    const onSelect = vi.fn()
    const screen = await open(onSelect)
    await userEvent.keyboard('{Enter}')
    expect(onSelect).toHaveBeenCalledTimes(1)
    expect(document.querySelector('[role="menu"]')).toBeNull()
    await expect.element(screen.getByRole('button', { name: 'Mehr' })).toHaveFocus()
  })

  it('the tab key leaves to what follows the trigger', async () => {
    const screen = await open(vi.fn())
    await userEvent.tab()
    await expect.element(screen.getByRole('button', { name: 'Danach' })).toHaveFocus()
    expect(document.querySelector('[role="menu"]')).toBeNull()
  })

  it('closes when one presses elsewhere or the trigger again', async () => {
    const screen = await open(vi.fn())
    await screen.getByRole('button', { name: 'Mehr' }).click()
    expect(document.querySelector('[role="menu"]')).toBeNull()
    await screen.getByRole('button', { name: 'Mehr' }).click()
    await screen.getByRole('button', { name: 'Danach' }).click()
    expect(document.querySelector('[role="menu"]')).toBeNull()
  })
})
