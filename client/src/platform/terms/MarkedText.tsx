import { useMemo } from 'react'
import { TermWord } from '../../ui/TermWord.tsx'
import { withWords } from '../with-words.ts'
import { later } from '../../ui/index.ts'
import { everyday } from './everyday.ts'
import { matcherOf, useGlossary } from './glossary.ts'
import { useTermsWanted } from './wanted.ts'
import type { WithTermsProps } from './WithTerms.tsx'

const TermCard = later(() => withWords(async () => (await import('./TermCard.tsx')).TermCard))

/** The text with each term of the glossary as a word that explains itself when one taps it; letters stay where they are. */
export function MarkedText({ text, lang, from = 0, to = text.length }: WithTermsProps) {
  const on = useTermsWanted()
  const { data } = useGlossary(on)
  const found = useMemo(
    () => (on && data ? matcherOf(data.terms)(text, { lang: lang ?? undefined }) : []),
    [on, data, text, lang],
  )
  const parts = []
  let at = from
  for (const { id, start, end } of found) {
    if (start < at || end > to || everyday.has(id)) continue
    const term = data!.terms.find((one) => one.id === id)!
    parts.push(
      text.slice(at, start),
      <TermWord
        key={start}
        word={text.slice(start, end)}
        {...(lang && !lang.startsWith('de') && { lang: 'de' })}
        renderCard={(close, place) => <TermCard term={term} onClose={close} place={place} />}
      />,
    )
    at = end
  }
  return (
    <>
      {parts}
      {text.slice(at, to)}
    </>
  )
}
