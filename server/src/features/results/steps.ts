import type { AllOperations } from '@augenhoehe/contracts'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { createLanes } from '../../platform/lanes.ts'
import type { Acting } from '../audit/index.ts'
import type { SessionOutcome } from '../live/index.ts'
import { Records, type RecordDoc } from './model.ts'
import { mayStep, type Step } from './policy.ts'
import type { RecordReader } from './reading.ts'
import type { Live } from './sessions.ts'

export interface StepNeeds {
  reading: RecordReader
  live: Live
  /** Whoever works on it, or is asked about it, asks again. */
  changed: (record: RecordDoc, session: SessionOutcome, actor: Actor) => void
  acting: Acting
  now: () => Date
}

interface What {
  recordId: string
  step: Step | 'answer'
  act: keyof AllOperations
  itemId?: string
}

export const officeIn = ({ role }: Actor) => (role === 'staff' ? ('staff' as const) : ('moderator' as const))

/** How something is done to a record: in one order, entered before it takes effect, and told afterwards. */
export function createSteps({ reading, live, changed, acting, now }: StepNeeds) {
  const inLane = createLanes()

  const fresh = async (recordId: string) => {
    const record = await Records.findById(recordId).lean<RecordDoc>()
    if (!record) throw refuse('not-found')
    return record
  }

  /** What was done is done, whether or not others hear of it at once. */
  async function tell(recordId: string, actor: Actor) {
    try {
      const record = await fresh(recordId)
      changed(record, await live.sessionOf(record.sessionId), actor)
    } catch {
      // They see it when they next ask.
    }
  }

  /** For whoever works on the record; what it is at its turn decides. */
  async function step<T>(actor: Actor, what: What, work: (record: RecordDoc) => Promise<T>): Promise<T> {
    const { recordId, itemId, act } = what
    const { record: seen, reader } = await reading.mustRead(actor, recordId)
    if (!reader.edits) throw refuse('action.forbidden')
    const done = await inLane(seen.sessionId, async () => {
      const record = await fresh(recordId)
      if (what.step !== 'answer' && !mayStep(what.step, record, now())) throw refuse('result.state')
      const target = { recordId, ...(itemId !== undefined && { itemId }) }
      return acting({ actorId: person(actor).id, office: officeIn(actor), act, target }, () => work(record))
    })
    await tell(recordId, actor)
    return done
  }

  return { step, inLane, fresh, tell }
}
export type Stepping = ReturnType<typeof createSteps>['step']
