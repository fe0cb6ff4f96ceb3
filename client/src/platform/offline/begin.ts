import type { Problem, Thread } from '@augenhoehe/contracts'
import type { Outbox } from './outbox.ts'
import type { Beginning, Place } from './unsent.ts'

/** How it stands with a thread that somebody wants to begin, as soon as there is anything to say. */
export type Begun =
  | { kind: 'begun'; thread: Thread }
  | { kind: 'refused'; problem: Problem }
  /** It lies on this device and goes by itself. */
  | { kind: 'waits' }
  /** It can neither be kept nor sent: its words stay where they were written. */
  | { kind: 'stays' }
  /** Another tab has sent it, or taken it back. */
  | { kind: 'gone' }

/** Begins a thread by way of the outbox, so that it begins once, whatever happens to this page. */
export async function begin(
  outbox: Outbox,
  draft: Beginning,
  place: Place,
  draftKey: string,
): Promise<Begun> {
  const adding = outbox.add(draft, place, draftKey)
  const stops: (() => void)[] = []
  const begun = new Promise<Begun>((tell) => {
    const look = () => {
      const one = outbox.read().find(({ draft: { clientId } }) => clientId === draft.clientId)
      if (!one) tell({ kind: 'gone' })
      else if (one.status.kind === 'failed') tell({ kind: 'refused', problem: one.status.problem })
      else if (one.status.kind === 'waiting') tell({ kind: 'waits' })
    }
    stops.push(
      outbox.onSent(({ clientId }, thread) => {
        if (thread && clientId === draft.clientId) tell({ kind: 'begun', thread })
      }),
      outbox.watch(look),
    )
  })
  const taken = await adding
  const outcome = taken ? await begun : ({ kind: 'stays' } as const)
  for (const stop of stops) stop()
  return outcome
}
