import type { ComponentType } from 'react'
import { AllThreadSessions } from '../features/live/index.tsx'

/** The lists of threads on a page say where a session is on. */
export const withThreadSessions = (ListPage: ComponentType) =>
  function ListWithSessions() {
    return (
      <AllThreadSessions>
        <ListPage />
      </AllThreadSessions>
    )
  }
