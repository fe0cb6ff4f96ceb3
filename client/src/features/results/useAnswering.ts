import type { ConfirmationValue, ResultRecord } from '@augenhoehe/contracts'
import { useState } from 'react'
import { useActing } from '../../platform/session.tsx'

export interface Choosing {
  /** None: for the office. */
  organisationId: string | null
  value: ConfirmationValue | null
}

/** For whom one answers first: the association one writes for, or the office. */
export function useAnswering(record: ResultRecord) {
  const { acting } = useActing()
  const [chosen, setChosen] = useState<string | null>(null)
  const having = (id: string | undefined | null) =>
    record.mayConfirmFor.find((one) => id != null && one.organisationId === id)
  const answering = having(chosen) ?? having(acting?.organisationId) ?? record.mayConfirmFor[0]
  return { answering, choose: setChosen }
}
