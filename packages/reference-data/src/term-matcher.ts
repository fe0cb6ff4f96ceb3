import { foldedWord } from './fold.ts'

/** What a text is searched for. */
export interface FindableTerm {
  id: string
  term: string
  /** Abbreviations and other names; cases and plurals are found without being listed. */
  variants: readonly string[]
}

/** Where a term stands in a text; `text.slice(start, end)` is one of its forms. */
export interface FoundTerm {
  id: string
  start: number
  end: number
}

export interface FindOptions {
  /** The language of the text (BCP 47): where it is not German, abbreviations of three letters mean something else. */
  lang?: string | undefined
  /** What is no running text, for example names: nothing is found that touches it. */
  except?: readonly { start: number; end: number }[]
  /** Every occurrence; otherwise the first of each term. */
  all?: boolean
}

/** In the order of the text, never overlapping. */
export type TermMatcher = (text: string, options?: FindOptions) => FoundTerm[]

interface Token {
  start: number
  end: number
  raw: string
  folded: string
}

/** How two words of a term are joined; `none`: with or without a blank, as after "§". */
type Gap = 'space' | 'hyphen' | 'dot' | 'none'

interface Leaf {
  id: string
  /** Letters that must stand exactly so: "WIR" is a programme, "wir" is a pronoun. */
  exact?: string
  /** Ends like a verb where it is written small: "Räume belegen" speaks of no "Beleg". */
  verbLike?: boolean
  /** Found as the first part of a compound too: "GEMA-Gebühr" needs the same explanation. */
  short?: boolean
  /** Stands only before a sign of gender: "Integrationslots*innen". */
  cut?: boolean
  /** Ends with a full stop that belongs to it; after a name it is part of the name. */
  legalForm?: boolean
}

interface Node {
  leaves: Leaf[]
  next: Map<string, Partial<Record<Gap, Node>>>
}

const longestWord = 120
const mostJoined = 4

/** Runs of Latin letters and digits: also where an Arabic article is written right before a German word. */
const words = /§|[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}\p{M}\p{Cf}]*/gu
const trailingSigns = /\p{Cf}+$/u
const hyphens = /^[-\u2010\u2011·•]$/u
const hyphenAt = /[-\u2010\u2011·•]/u
const blanks = /^[^\S\n]{0,3}\n?[^\S\n]{0,3}$/u
const isAbbreviation = (word: string) => word.length <= 6 && /\p{Lu}.*\p{Lu}/u.test(word)

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(words)) {
    const raw = match[0].replace(trailingSigns, '')
    const start = match.index
    tokens.push({
      start,
      end: start + raw.length,
      raw,
      folded: raw.length > longestWord ? '' : foldedWord(raw),
    })
  }
  return tokens
}

const feminine = /(ung|ion|heit|keit|schaft|tat)$/
const pluralWithEr = /(amt|bild|blatt|buch|dorf|fach|feld|geld|gut|haus|kind|land|mitglied|rad|volk|wort)$/

/** The endings that a noun takes in German, by how it ends itself; umlauts fall together when letters are folded. */
function nounForms(folded: string): { form: string; verbLike?: boolean }[] {
  const endings = (...all: string[]) => all.map((ending) => ({ form: folded + ending }))
  if (folded.length < 4) return endings('', 's')
  if (folded.endsWith('ungen')) return [...endings(''), { form: folded.slice(0, -2) }]
  if (folded.endsWith('eln')) return [...endings(''), { form: folded.slice(0, -1) }]
  if (folded.endsWith('nis')) return endings('', 'ses', 'se', 'sen')
  if (/[^e]in$/.test(folded)) return endings('', 'nen')
  if (feminine.test(folded)) return endings('', 'en')
  if (folded.endsWith('e')) return endings('', 'n')
  if (/(el|er)$/.test(folded)) return endings('', 's', 'n')
  if (folded.endsWith('en')) return endings('', 's')
  return [
    ...endings('', 's', 'es', 'e', ...(pluralWithEr.test(folded) ? ['er', 'ern'] : [])),
    { form: `${folded}en`, verbLike: true },
  ]
}

const adjectiveEnding = /(er|es|em|en|e)$/
function adjectiveForms(folded: string): string[] {
  const stem = folded.replace(adjectiveEnding, '')
  return ['e', 'er', 'es', 'em', 'en'].map((ending) => stem + ending)
}

/** "Notarin oder Notar" is one thing under two names; "Rechte oder Pflichten" is not. */
function namesIn(label: string): string[] {
  const parts = label.split(/,\s+|\s+oder\s+/u)
  const beginning = foldedWord(parts[0]!).slice(0, 4)
  const alike = parts.every((part) => !/\s/u.test(part) && foldedWord(part).startsWith(beginning))
  return alike ? parts : [label]
}

const gapBetween = (before: string, gap: string): Gap =>
  before === '§'
    ? 'none'
    : gap.includes('.')
      ? 'dot'
      : hyphenAt.test(gap)
        ? 'hyphen'
        : gap === ''
          ? 'none'
          : 'space'

/** Whether what stands between two words of a text joins them as the term has it. */
function joins(kind: Gap, gap: string, exactly: boolean): boolean {
  if (gap.length > 7) return false
  if (kind === 'dot') return gap.startsWith('.') ? blanks.test(gap.slice(1)) : exactly && blanks.test(gap)
  if (kind === 'none') return blanks.test(gap)
  return (gap !== '' && blanks.test(gap)) || (hyphens.test(gap[0] ?? '') && blanks.test(gap.slice(1)))
}

const newNode = (): Node => ({ leaves: [], next: new Map() })

function stepTo(node: Node, word: string, gap: Gap): Node {
  const ways = node.next.get(word) ?? {}
  node.next.set(word, ways)
  return (ways[gap] ??= newNode())
}

function addForm(root: Node, id: string, form: string) {
  const tokens = tokensOf(form)
  if (tokens.length === 0) return
  const gaps = tokens.map((token, index) =>
    index === 0
      ? 'space'
      : gapBetween(tokens[index - 1]!.raw, form.slice(tokens[index - 1]!.end, token.start)),
  )
  const legalForm = gaps.includes('dot') || (tokens.length === 1 && form[tokens[0]!.end] === '.')
  const last = tokens.length - 1
  let nodes = [root]
  tokens.forEach(({ raw, folded }, index) => {
    const leaf: Leaf = { id, ...(legalForm && { legalForm }) }
    if (last === 0 && isAbbreviation(raw)) {
      leaf.short = true
      if (raw.length <= 3) leaf.exact = raw
    }
    const isAdjective = index < last && raw.length > 4 && adjectiveEnding.test(folded)
    const forms = isAdjective
      ? adjectiveForms(folded).map((one) => ({ form: one }))
      : legalForm || (index < last && raw.length <= 4)
        ? [{ form: folded }]
        : nounForms(folded)
    const reached = nodes.flatMap((node) =>
      forms.map((one) => {
        const next = stepTo(node, one.form, gaps[index]!)
        const verbLike = last === 0 && 'verbLike' in one
        if (index === last && !next.leaves.some((known) => known.id === id))
          next.leaves.push(verbLike ? { ...leaf, verbLike } : leaf)
        return next
      }),
    )
    nodes = reached
  })
  const only = tokens[0]!
  if (last === 0 && /[^e]e$/.test(only.folded) && !isAbbreviation(only.raw))
    stepTo(root, only.folded.slice(0, -1), 'space').leaves.push({ id, cut: true })
  // "Minijobzentrale" and "eV": the same in one piece.
  if (tokens.length === 2 && gaps[1] === 'hyphen') addForm(root, id, tokens.map(({ raw }) => raw).join(''))
  if (tokens.length === 2 && gaps[1] === 'dot') {
    const exact = tokens.map(({ raw }) => raw).join('')
    stepTo(root, foldedWord(exact), 'space').leaves.push({ id, exact, legalForm: true })
  }
}

/** What is no running text by its form alone: addresses of the web and of people. */
function addressesIn(text: string): { start: number; end: number }[] {
  const found = []
  for (const match of text.matchAll(/\S+/gu)) {
    const chunk = match[0]
    if (chunk.includes('@') || chunk.includes('://') || /^[^\p{L}]?www\./u.test(chunk))
      found.push({ start: match.index, end: match.index + chunk.length })
  }
  return found
}

const gender = /^(?:[*:_/·]-?in(?:nen)?)(?![\p{L}\p{N}_])/u
const small = (raw: string) => raw === raw.toLowerCase()
const shouted = (token: Token | undefined) =>
  token !== undefined && /\p{Lu}{2}/u.test(token.raw) && token.raw === token.raw.toUpperCase()
/** Letters that are mixed with Latin ones in one word; others only stand beside a word. */
const mixing = /[\p{Script=Cyrillic}\p{Script=Greek}]/u

/**
 * Finds the terms of the glossary in a text: whatever the capitalisation, in German cases and plurals, with letters
 * spelled out (ae for ä), split by hyphens or soft hyphens, and abbreviations with and without blanks. Longer terms go
 * before shorter ones, and nothing is found inside another word: "Vereinsregister" speaks of no "Verein". Takes time in
 * proportion to the text. Make it once for a list of terms; it knows nothing of languages, screens or the network.
 */
export function createTermMatcher(terms: readonly FindableTerm[]): TermMatcher {
  const root = newNode()
  for (const { id, term, variants } of terms)
    for (const form of [...namesIn(term), ...variants]) addForm(root, id, form)

  return (text, { lang, except = [], all = false } = {}) => {
    const tokens = tokensOf(text)
    const german = lang === undefined || /^de(-|$)/.test(lang)
    const barred = [...except, ...addressesIn(text)].toSorted((a, b) => a.start - b.start)
    const gapAfter = (index: number) => text.slice(tokens[index]!.end, tokens[index + 1]?.start)
    const found: FoundTerm[] = []
    const seen = new Set<string>()
    let bar = 0

    /** Whether what stands around a place leaves it a word, or the head of a compound. */
    function stands(first: Token, end: number, short: boolean): boolean {
      const before = text[first.start - 1] ?? ''
      const after = text[end] ?? ''
      if (mixing.test(before) || mixing.test(after) || /[_@]/.test(before) || /[_@]/.test(after)) return false
      if (!short && hyphens.test(after)) return false
      if (before === '.' && /[\p{L}\p{N}]/u.test(text[first.start - 2] ?? '') && small(first.raw))
        return false
      return !(after === '.' && /[\p{Ll}\p{N}]/u.test(text[end + 1] ?? ''))
    }

    /** In "Brunnenstube e. V." it belongs to the name. */
    const endsName = (index: number) => {
      const before = tokens[index - 1]
      return (
        before !== undefined &&
        /^["“”«»')\]]?[^\S\n]{1,2}$/u.test(gapAfter(index - 1)) &&
        /^[\p{Lu}\p{N}]/u.test(before.raw)
      )
    }

    /** What begins with one word and ends with another, as this leaf would have it: where it ends, or nothing. */
    function endOf(leaf: Leaf, from: number, to: number): number | undefined {
      const [first, last] = [tokens[from]!, tokens[to]!]
      const raw = from === to ? first.raw : text.slice(first.start, last.end)
      if (leaf.exact !== undefined) {
        if (raw.normalize('NFC') !== leaf.exact && raw.normalize('NFC') !== `${leaf.exact}s`) return undefined
        if (!leaf.legalForm && (!german || shouted(tokens[from - 1]) || shouted(tokens[to + 1])))
          return undefined
      }
      if (leaf.verbLike && small(raw)) return undefined
      if (leaf.legalForm && endsName(from)) return undefined
      const sign = leaf.legalForm ? undefined : gender.exec(text.slice(last.end, last.end + 9))?.[0]
      if (leaf.cut && sign === undefined) return undefined
      const end = last.end + (sign?.length ?? (leaf.legalForm && text[last.end] === '.' ? 1 : 0))
      return stands(first, end, leaf.short === true) ? end : undefined
    }

    interface Hit {
      id: string
      end: number
      to: number
    }
    const longer = (a: Hit | undefined, b: Hit) => (a && a.end >= b.end ? a : b)

    function bestOf(leaves: readonly Leaf[], from: number, to: number, hit: Hit | undefined) {
      let best = hit
      for (const leaf of leaves) {
        const end = endOf(leaf, from, to)
        if (end !== undefined) best = longer(best, { id: leaf.id, end, to })
      }
      return best
    }

    function longestAt(from: number): Hit | undefined {
      const first = tokens[from]!
      let best: Hit | undefined
      let nodes: Node[] = Object.values(root.next.get(first.folded) ?? {})
      for (let to = from; nodes.length > 0; to++) {
        for (const node of nodes) best = bestOf(node.leaves, from, to, best)
        const next = tokens[to + 1]
        if (!next) break
        const gap = gapAfter(to)
        const exactly = tokens[to]!.raw.length === 1 && small(tokens[to]!.raw) && !small(next.raw)
        nodes = nodes.flatMap((node) =>
          (Object.entries(node.next.get(next.folded) ?? {}) as [Gap, Node][]).flatMap(([kind, way]) =>
            joins(kind, gap, exactly) ? way : [],
          ),
        )
      }
      // Split for easier reading: "Mitglieder-Versammlung".
      let joined = first.folded
      for (let to = from + 1; to < from + mostJoined && hyphens.test(gapAfter(to - 1)); to++) {
        const next = tokens[to]
        if (!next) break
        joined += next.folded
        for (const node of Object.values(root.next.get(foldedWord(joined)) ?? {}))
          best = bestOf(
            node.leaves.filter((leaf) => leaf.exact === undefined),
            from,
            to,
            best,
          )
      }
      // "NotarInnen": a capital within the word.
      const capital = /I(?:n|nnen)$/.exec(first.raw)
      if (capital && capital.index > 2) {
        const base = foldedWord(first.raw.slice(0, capital.index))
        for (const { leaves } of Object.values(root.next.get(base) ?? {}))
          for (const { id, exact } of leaves)
            if (exact === undefined && stands(first, first.end, false))
              best = longer(best, { id, end: first.end, to: from })
      }
      return best
    }

    for (let index = 0; index < tokens.length; index++) {
      const { start, folded } = tokens[index]!
      if (folded === '') continue
      while (bar < barred.length && barred[bar]!.end <= start) bar++
      const hit = longestAt(index)
      if (!hit || (barred[bar] && barred[bar]!.start < hit.end)) continue
      if (all || !seen.has(hit.id)) found.push({ id: hit.id, start, end: hit.end })
      seen.add(hit.id)
      index = hit.to
      // A sign of gender is a word of its own: "Notar*innen".
      while (tokens[index + 1] && tokens[index + 1]!.start < hit.end) index++
    }
    return found
  }
}
