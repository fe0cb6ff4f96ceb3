import type { ConfirmationValue, ResultRecord } from '@augenhoehe/contracts'
import { useState } from 'react'
import { useActing } from '../../platform/session.tsx'

export interface Choosing {
  organisationId: string
  value: ConfirmationValue | null
}

/** For whom one answers first: the association one writes for. */
export function useAnswering(record: ResultRecord) {
  const { acting } = useActing()
  const [chosen, setChosen] = useState<string | null>(null)
  const has = (id: string | undefined) => record.mayConfirmFor.some((one) => one.organisationId === id)
  const organisationId =
    (chosen !== null && has(chosen) ? chosen : undefined) ??
    (acting && has(acting.organisationId) ? acting.organisationId : undefined) ??
    record.mayConfirmFor[0]?.organisationId
  return { organisationId, choose: setChosen }
}
