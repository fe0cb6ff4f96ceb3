import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Kind } from './KindWord.tsx'
import { TypeChips } from './TypeChips.tsx'
import { UiProvider } from './UiProvider.tsx'

function Sample() {
  const [kind, setKind] = useState<Kind | null>(null)
  return (
    <UiProvider dir="ltr" lang="de" colorScheme="light">
      <TypeChips
        legend="Art des Beitrags"
        value={kind}
        onChange={setKind}
        options={[
          { kind: 'experience', label: 'Erfahrung' },
          { kind: 'need', label: 'Bedarf' },
          { kind: 'offer', label: 'Angebot' },
        ]}
      />
      <output>{kind ?? 'keine'}</output>
    </UiProvider>
  )
}

describe('TypeChips', () => {
  it('is one radio group for the keyboard', async () => {
    const screen = await render(<Sample />)
    await userEvent.tab()
    await expect.element(screen.getByRole('radio', { name: 'Erfahrung' })).toHaveFocus()
    await userEvent.keyboard(' ')
    await expect.element(screen.getByText('experience')).toBeVisible()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(screen.getByRole('radio', { name: 'Bedarf' })).toBeChecked()
    await expect.element(screen.getByText('need')).toBeVisible()
  })

  it('takes the choice back when the chosen one is pressed again', async () => {
    const screen = await render(<Sample />)
    await screen.getByText('Angebot').click()
    await expect.element(screen.getByText('offer')).toBeVisible()
    await screen.getByText('Angebot').click()
    await expect.element(screen.getByText('keine')).toBeVisible()
    await expect.element(screen.getByRole('radio', { name: 'Angebot' })).not.toBeChecked()
  })
})
