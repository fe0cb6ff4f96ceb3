import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { Button } from './Button.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { Form } from './Form.tsx'
import { TextField } from './TextField.tsx'
import { UiProvider } from './UiProvider.tsx'

function Sample() {
  const [failed, setFailed] = useState(false)
  return (
    <UiProvider dir="ltr" lang="de" colorScheme="light">
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          setFailed(true)
        }}
      >
        <ErrorSummary
          title="Eine Angabe fehlt noch."
          errors={failed ? [{ field: 'mail', text: 'E-Mail-Adresse: Bitte tragen Sie eine ein.' }] : []}
        />
        <TextField id="mail" label="E-Mail-Adresse" error={failed && 'Bitte tragen Sie eine ein.'} />
        <Button type="submit">Senden</Button>
      </Form>
    </UiProvider>
  )
}

describe('ErrorSummary', () => {
  it('takes the focus, names the error and leads to its field', async () => {
    const screen = await render(<Sample />)
    await screen.getByRole('button', { name: 'Senden' }).click()
    await expect.element(screen.getByRole('alert')).toHaveFocus()
    await screen.getByRole('link', { name: /E-Mail-Adresse/ }).click()
    const field = screen.getByRole('textbox', { name: 'E-Mail-Adresse' })
    await expect.element(field).toHaveFocus()
    await expect.element(field).toHaveAccessibleDescription('Bitte tragen Sie eine ein.')
    await expect.element(field).toHaveAttribute('aria-invalid', 'true')
  })
})
