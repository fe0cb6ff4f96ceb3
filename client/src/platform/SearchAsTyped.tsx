import { useEffect, useState } from 'react'
import { SearchField, type SearchFieldProps } from '../ui/index.ts'

interface SearchAsTypedProps extends Omit<SearchFieldProps, 'onSubmit'> {
  /** How long the fingers rest before it is searched, in milliseconds. */
  pause?: number
}

/** Searches while one types, once the fingers rest. */
export function SearchAsTyped({ value, onChange, pause = 350, ...field }: SearchAsTypedProps) {
  const [text, setText] = useState(value)
  const [told, setTold] = useState(value)

  // Somebody else changed it: the way back, or the button that clears everything.
  if (value !== told) {
    setTold(value)
    setText(value)
  }

  const tell = (next: string) => {
    setTold(next)
    onChange(next)
  }

  useEffect(() => {
    const wanted = text.trim()
    if (wanted === told.trim()) return undefined
    const timer = setTimeout(() => tell(wanted), pause)
    return () => clearTimeout(timer)
  })

  return <SearchField {...field} value={text} onChange={setText} onSubmit={() => tell(text.trim())} />
}
