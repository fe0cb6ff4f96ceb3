import { useCallback, useState } from 'react'
import { recall, remember } from '../../platform/remembered.ts'

/** Words that are not sent yet. They survive closing, reloading and a flat battery. */
export function useKept(key: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => recall(key) ?? '')
  const keep = useCallback(
    (next: string) => {
      setText(next)
      remember(key, next)
    },
    [key],
  )
  return [text, keep]
}
