import type { ReactNode } from 'react'

export interface FieldProps {
  label: ReactNode
  /** Stands between label and input: what is meant, with an example. */
  hint?: ReactNode
  /** What to do, not what is wrong; the entry stays. */
  error?: ReactNode
}
