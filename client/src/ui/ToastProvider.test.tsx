import { describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { useToast } from './ToastContext.ts'
import { UiProvider } from './UiProvider.tsx'

function Sample({ onUndo }: { onUndo: () => void }) {
  const toast = useToast()
  return (
    <button
      type="button"
      onClick={() =>
        toast.show({
          text: 'Vorschlag ausgeblendet.',
          closeLabel: 'Schließen',
          action: { label: 'Rückgängig', onAction: onUndo },
        })
      }
    >
      Ausblenden
    </button>
  )
}

describe('Toast', () => {
  it('is announced politely, does not take the focus, and undoes', async () => {
    const onUndo = vi.fn()
    const screen = await render(
      <UiProvider dir="ltr" lang="de" colorScheme="light">
        <Sample onUndo={onUndo} />
      </UiProvider>,
    )
    await screen.getByRole('button', { name: 'Ausblenden' }).click()
    await expect.element(screen.getByRole('status')).toHaveTextContent('Vorschlag ausgeblendet.')
    await expect.element(screen.getByRole('status')).toHaveAttribute('aria-live', 'polite')
    await expect.element(screen.getByRole('button', { name: 'Ausblenden' })).toHaveFocus()
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    expect(onUndo).toHaveBeenCalledTimes(1)
    await expect.element(screen.getByRole('status')).toHaveTextContent('')
  })
})
