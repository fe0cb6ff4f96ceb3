/**
 * What becomes of a person's id where it stands, once the account is erased: another takes its place that nobody
 * can lead back (one for each room), nobody stands there any more, the entry of the list goes, or the whole document.
 */
export type Fate = 'pseudonym' | 'nobody' | 'entry' | 'document'

/** Entries of a list that belong to somebody. */
interface Part {
  /** Where in the entry it says whose it is; empty where the list holds ids. */
  of: string
  /** What of the entry its person is given. */
  exported: string
  /** What of that stays, under another id, where the entry does not go with its person. */
  stays?: string
}

/**
 * What a collection holds of people. Every path of its schema stands in exactly one of these, by its first name at
 * least: a new field without a rule fails a test. Several names in one text are parted by blanks.
 */
export interface PersonalRule {
  /** Where the id of whoever a document belongs to stands. */
  of?: string
  /** The document belongs to an address, which stands here. */
  ofAddress?: string
  /** Given to that person. */
  exported?: string
  /** Lists whose entries belong to people. */
  parts?: Readonly<Record<string, Part>>
  /** Of the document, to understand the entries by. */
  context?: string
  /** About people and yet not given to them, and why. */
  withheld?: Readonly<Record<string, string>>
  /** Says nothing of any person. */
  impersonal?: string
  /** All other paths at which ids of people stand, and what becomes of them. */
  people?: Readonly<Record<string, Fate>>
  /** With its person the whole document goes. */
  goes?: true
  /** Words of its person: they go too where that is wished. */
  words?: string
  /** What takes the place of words that went, where something has to stand. */
  blank?: string
  /** Words of whoever stands at another path: they go like those. */
  wordsOf?: Readonly<Record<string, string>>
  /** What else was given to its person and stays, under another id: it says nothing of them by itself. */
  stays?: string
  /** Where an address of somebody may stand in documents of others; it goes with the account that has it. */
  addresses?: string
  /**
   * Where it says in which room it stands, so that one other id stands in for its person there: a path to the room,
   * or the model of a document that knows it and the path to that. Without it every document has one of its own.
   */
  room?: string | readonly [model: string, path: string]
  /** Paths that exist where an id may stand in a way no query finds, as part of a key or deep inside; `{id}` is the id. */
  looked?: string
  /** Its clock, which moves when somebody is taken out of it, so that what others have kept of it is read anew. */
  clock?: string
}

/** By the name of the model. */
export type PersonalRules = Readonly<Record<string, PersonalRule>>

export const wordsOf = (text = ''): string[] => text.split(/\s+/).filter(Boolean)

/** Every path a rule has something to say about. */
const named = (rule: PersonalRule): string[] => [
  ...[rule.of, rule.ofAddress].flatMap((path) => path ?? []),
  ...wordsOf(rule.exported),
  ...wordsOf(rule.context),
  ...wordsOf(rule.impersonal),
  ...wordsOf(rule.clock),
  ...Object.keys(rule.withheld ?? {}),
  ...Object.keys(rule.people ?? {}),
  ...Object.entries(rule.parts ?? {}).flatMap(([path, { of, exported }]) =>
    [...(of ? [of] : []), ...wordsOf(exported)].map((inner) => `${path}.${inner}`).concat(path),
  ),
]

/** What of a schema, as model and path, no rule has a word for, and what rules name that is not in the schema. */
export function uncovered(
  rules: PersonalRules,
  models: readonly { name: string; paths: readonly string[]; open: boolean }[],
): string[] {
  return models.flatMap(({ name, paths, open }) => {
    const rule = rules[name]
    if (!rule) return [name]
    const said = named(rule)
    const missing = paths.filter(
      (path) => !said.some((one) => one === path || one.startsWith(`${path}.`) || isListed(one, path, paths)),
    )
    const known = (path: string) => paths.some((one) => path === one || path.startsWith(`${one}.`))
    const surplus = open ? [] : said.filter((path) => !known(path))
    return [...missing, ...surplus].map((path) => `${name}.${path}`)
  })
}

/** A list of plain facts is named as a whole; one whose entries hold people, entry by entry. */
const isListed = (said: string, path: string, paths: readonly string[]) =>
  path.startsWith(`${said}.`) && paths.includes(said)

/** What rules leave open about an erasure: whose document stays or goes, and what of that which was given stays. */
export function undecided(rules: PersonalRules): string[] {
  return Object.entries(rules).flatMap(
    ([name, { of, goes, people, parts, words, wordsOf: others, stays, exported }]) => {
      const fate = people?.[of ?? '']
      const isGone = goes || fate === 'document' || of === undefined
      const said = [...wordsOf(words), ...wordsOf(stays)]
      const faults = isGone
        ? said
        : [
            ...(fate ? [] : [of]),
            ...wordsOf(exported).filter((path) => !said.includes(path)),
            ...said.filter((path) => !wordsOf(exported).includes(path)),
            ...wordsOf(words).filter((path) => wordsOf(stays).includes(path)),
          ]
      const ofParts = Object.entries(parts ?? {}).flatMap(([path, part]) => {
        const where = part.of ? `${path}.${part.of}` : path
        const become = people?.[where]
        const left = wordsOf(part.exported).filter((one) => !wordsOf(part.stays).includes(one))
        return [
          ...(become ? [] : [where]),
          ...(become === 'entry' ? [] : left.map((one) => `${path}.${one}`)),
        ]
      })
      const strangers = Object.keys(others ?? {}).filter((path) => !people?.[path])
      return [...faults, ...(goes && fate ? [of] : []), ...ofParts, ...strangers].map(
        (path) => `${name}.${path}`,
      )
    },
  )
}
