import { apart } from '../clarity/german.ts'

const softHyphen = '\u00AD'

/** A long German word with soft hyphens where its parts meet: browsers without a dictionary break it there. */
export const parted = (term: string) =>
  term.replaceAll(/\p{L}{14,}/gu, (word) => {
    let at = 0
    const parts = apart(word)?.split('-') ?? [word]
    return parts.map(({ length }) => word.slice(at, (at += length))).join(softHyphen)
  })
