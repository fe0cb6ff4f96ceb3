import { Fragment } from 'react'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'

interface LinkedTextProps {
  text: string
  lang?: string | null
}

const address = /https?:\/\/[^\s<>"']+/gu
const trailing = /[.,;:!?…)\]»“”"']+$/u

/** A bracket at the end belongs to the address only if it was opened inside it. */
function withoutTrailing(found: string): string {
  const cut = found.replace(trailing, '')
  return found[cut.length] === ')' && cut.includes('(') ? `${cut})` : cut
}

function isWeb(candidate: string): boolean {
  try {
    return /^https?:$/.test(new URL(candidate).protocol)
  } catch {
    return false
  }
}

/** Plain text with its web addresses as links, and what the glossary explains; nothing else in it means anything. */
export function LinkedText({ text, lang }: LinkedTextProps) {
  const parts = []
  let from = 0
  for (const match of text.matchAll(address)) {
    const href = withoutTrailing(match[0])
    if (!isWeb(href)) continue
    parts.push(
      <Fragment key={match.index}>
        <WithTerms text={text} lang={lang} from={from} to={match.index} />
        <a href={href} rel="noopener noreferrer nofollow" target="_blank" dir="ltr">
          {href}
        </a>
      </Fragment>,
    )
    from = match.index + href.length
  }
  return (
    <>
      {parts}
      <WithTerms text={text} lang={lang} from={from} />
    </>
  )
}
