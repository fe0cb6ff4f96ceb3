import { createElement, useSyncExternalStore, type ComponentType } from 'react'

export interface WithTermsProps {
  text: string
  /** The language of the text (BCP 47), where it is known. */
  lang?: string | null | undefined
  /** Only this part of it is drawn; what is found elsewhere counts as found. */
  from?: number
  to?: number
}

const readFirstMs = 1_200

let Marked: ComponentType<WithTermsProps> | undefined
let wanted = false
const watchers = new Set<() => void>()

async function bring() {
  try {
    // Awaited, not chained: what fails of its styles is thrown outside of a chain.
    const there = await import('./MarkedText.tsx')
    Marked = there.MarkedText
    for (const one of watchers) one()
  } catch {
    wanted = false
  }
}

function watch(tell: () => void) {
  watchers.add(tell)
  if (!wanted) {
    wanted = true
    // Whoever came to read begins to read; then the page says what words mean.
    setTimeout(() => void bring(), readFirstMs)
  }
  return () => watchers.delete(tell)
}

/** A text as it is, and after a moment with the words underlined that the glossary explains. Never where one writes. */
export function WithTerms(props: WithTermsProps) {
  const Drawn = useSyncExternalStore(
    watch,
    () => Marked,
    () => Marked,
  )
  return Drawn ? createElement(Drawn, props) : props.text.slice(props.from, props.to)
}
