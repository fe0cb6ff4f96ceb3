import type { Room, RoomMeasure } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { read } from '../../platform/api.ts'
import { RoomMeasures } from '../../platform/measures.tsx'
import { fakeServer } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { hex } from './desk-samples.ts'
import { RoomTools } from './RoomTools.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const room = {
  id: hex(1),
  slug: 'professionalisierung',
  mayModerate: true,
  measures: [],
  suspendedUntil: null,
  suspensionStatementId: null,
} as unknown as Room

function Shown() {
  const { data } = useQuery(read('rooms.get', { slug: room.slug }))
  return data ? (
    <>
      <RoomMeasures room={data} />
      <RoomTools room={data} />
    </>
  ) : null
}

it('a moderator slows a room down with a rule and a sentence, everybody sees it, and it is lifted again', async () => {
  let measures: RoomMeasure[] = []
  const asked = fakeServer({
    'accounts.me': () => samira(),
    'rooms.get': () => ({ ...room, measures }),
    'moderation.suspensions': () => ({
      suspensions: [
        { userId: hex(9), name: 'Oleh Kravets', until: null, rule: 'insult', reason: 'Mehrfach beleidigt.' },
      ],
    }),
    'moderation.setMeasure': ({ measure, seconds = null, until = null, rule, reason }) => ({
      measures: (measures = [{ measure, seconds, since: '2026-11-22T08:00:00.000Z', until, rule, reason }]),
    }),
    'moderation.liftMeasure': () => ({ measures: (measures = []) }),
    'moderation.liftSuspension': () => ({ suspensions: [] }),
  })
  const screen = await renderPage(<Shown />)
  await screen.getByRole('button', { name: 'Maßnahme setzen' }).click()
  await screen.getByText('Langsames Tempo').click()
  await screen.getByText('5 Minuten', { exact: true }).click()
  await screen.getByText('Eine Stunde').click()
  await screen.getByText('Beim Thema bleiben').click()
  await screen.getByRole('textbox').fill('Bitte denken Sie kurz nach.')
  await screen.getByRole('dialog').getByRole('button', { name: 'Maßnahme setzen' }).click()
  await expect
    .element(screen.getByText('Beim Thema bleiben: Bitte denken Sie kurz nach.', { exact: true }))
    .toBeVisible()
  await expect.element(screen.getByText(/5 Minuten Pause zwischen zwei Beiträgen/).first()).toBeVisible()
  expect(asked.find(({ name }) => name === 'moderation.setMeasure')?.input).toMatchObject({
    measure: 'slow-mode',
    seconds: 300,
    rule: 'off-topic',
  })
  await screen.getByRole('button', { name: 'Langsames Tempo aufheben' }).click()
  await expect.element(screen.getByText('Zurzeit gilt keine Maßnahme.')).toBeVisible()
  await screen.getByRole('button', { name: 'Oleh Kravets wieder schreiben lassen' }).click()
  await expect.element(screen.getByText('Alle, die schreiben dürfen, können schreiben.')).toBeVisible()
})
