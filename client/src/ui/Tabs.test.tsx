import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Tabs } from './Tabs.tsx'
import { UiProvider } from './UiProvider.tsx'

function Sample({ dir }: { dir: 'ltr' | 'rtl' }) {
  const [tab, setTab] = useState('a')
  return (
    <UiProvider dir={dir} lang="de" colorScheme="light">
      <Tabs
        label="Ansicht"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'a', label: 'Erste' },
          { id: 'b', label: 'Zweite' },
          { id: 'c', label: 'Dritte' },
        ]}
      >
        Inhalt {tab}
      </Tabs>
    </UiProvider>
  )
}

describe('Tabs', () => {
  it('moves with arrows, Home and End, and takes one stop of the tab key', async () => {
    const screen = await render(<Sample dir="ltr" />)
    await userEvent.tab()
    await expect.element(screen.getByRole('tab', { name: 'Erste' })).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(screen.getByRole('tab', { name: 'Zweite' })).toHaveFocus()
    await expect.element(screen.getByRole('tabpanel', { name: 'Zweite' })).toHaveTextContent('Inhalt b')
    await userEvent.keyboard('{End}')
    await expect.element(screen.getByRole('tab', { name: 'Dritte' })).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(screen.getByRole('tab', { name: 'Erste' })).toHaveFocus()
    await userEvent.tab()
    await expect.element(screen.getByRole('tabpanel')).toHaveFocus()
  })

  it('follows the reading direction', async () => {
    const screen = await render(<Sample dir="rtl" />)
    await userEvent.tab()
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(screen.getByRole('tab', { name: 'Zweite' })).toHaveFocus()
  })
})
