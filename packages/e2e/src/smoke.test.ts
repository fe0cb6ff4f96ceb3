import { expect, inject, it } from 'vitest'

it('answers on one port: health, client and API', async () => {
  const url = inject('platformUrl')
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ ok: true })
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ok: true })
  expect(await (await fetch(url)).text()).toContain('<div id="root">')
  expect(await (await fetch(`${url}/api/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' })
})
