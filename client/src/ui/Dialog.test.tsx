import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { SelectField } from './SelectField.tsx'
import { UiProvider } from './UiProvider.tsx'
import { violations } from '../testing/violations.ts'

function Sample({ onConfirm }: { onConfirm: () => void }) {
  const [asking, setAsking] = useState(false)
  return (
    <UiProvider dir="ltr" lang="de" colorScheme="light">
      <button type="button" onClick={() => setAsking(true)}>
        Löschen
      </button>
      <ConfirmDialog
        opened={asking}
        title="Konto endgültig löschen?"
        confirmLabel="Konto löschen"
        cancelLabel="Behalten"
        onConfirm={onConfirm}
        onCancel={() => setAsking(false)}
      >
        Ihr Name verschwindet.
        <SelectField label="Grund" data={['Keine Zeit', 'Umzug']} />
      </ConfirmDialog>
    </UiProvider>
  )
}

describe('ConfirmDialog', () => {
  it('starts at the harmless answer, closes with Escape and gives the focus back', async () => {
    const screen = await render(<Sample onConfirm={vi.fn()} />)
    await screen.getByRole('button', { name: 'Löschen' }).click()
    await expect.element(screen.getByRole('dialog', { name: 'Konto endgültig löschen?' })).toBeVisible()
    expect(document.activeElement).toHaveTextContent('Behalten')
    expect(await violations(document.body)).toEqual([])
    await userEvent.keyboard('{Escape}')
    expect(document.querySelector('dialog')).toBeNull()
    await expect.element(screen.getByRole('button', { name: 'Löschen' })).toHaveFocus()
  })

  it('confirms, and a list inside of it can be used', async () => {
    const onConfirm = vi.fn()
    const screen = await render(<Sample onConfirm={onConfirm} />)
    await screen.getByRole('button', { name: 'Löschen' }).click()
    await screen.getByRole('combobox', { name: 'Grund' }).click()
    await screen.getByRole('option', { name: 'Umzug' }).click()
    await expect.element(screen.getByRole('combobox', { name: 'Grund' })).toHaveValue('Umzug')
    await screen.getByRole('button', { name: 'Konto löschen' }).click()
    expect(onConfirm).toHaveBeenCalledTimes(1)
  })
})
