import { WritableColumn, type ImportRow } from '@augenhoehe/contracts'
import { fold } from '@augenhoehe/reference-data'
import { currentAgs, municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import anyAscii from 'any-ascii'
import { similarNames } from '../creating/similar.ts'
import { asItLooks } from '../lookalikes.ts'
import type { OrganisationFacts } from '../model.ts'
import { nameKey } from '../names.ts'
import { maySeeField } from '../policy.ts'
import { cellOf, completed, saysTheSame, understand, type Profile } from './cells.ts'
import { columns, type Cells } from './columns.ts'
import type { TableRow } from './table.ts'

/** An organisation of the platform, as an import meets it. */
export interface Known extends Profile {
  id: string
  slug: string
  /** It has people of its own: they decide what it says. */
  isKept: boolean
  /** A decision of the moderators hides it. */
  isHidden: boolean
}

export interface World {
  byId: (id: string) => Known | undefined
  byName: (municipality: string, key: string) => Known | undefined
  /** The one there whose name is likest, if one could mistake it for this one. */
  similar: (municipality: string, name: string) => Known | undefined
}

const grams = (name: string) => {
  const found = new Set<string>()
  for (const form of [fold(name), fold(asItLooks(name)), anyAscii(name).toLowerCase()])
    for (const word of form.split(/[^\p{L}\p{N}]+/u))
      for (let at = 0; at + 3 <= word.length; at++) found.add(word.slice(at, at + 3))
  return found
}

/** So many of the likest are looked at closely. */
const mostNear = 8

/**
 * Comparing two names is costly: only those that share most letters in a row with it are compared. What that costs
 * grows with the names at one place, and is counted in arrays of numbers.
 */
export function createSimilar<T extends { name: string }>() {
  interface Place {
    all: T[]
    sizes: number[]
    byGram: Map<string, number[]>
  }
  const places = new Map<string, Place>()

  function near({ all, sizes, byGram }: Place, name: string): T[] {
    const own = grams(name)
    // What is too short to share letters in a row is compared with what is short as well.
    if (own.size < 3) return all.filter((_, number) => sizes[number]! < 9).slice(0, 200)
    const shared = new Uint8Array(all.length)
    for (const gram of own) for (const number of byGram.get(gram) ?? []) shared[number]!++
    const best: { number: number; share: number }[] = []
    for (let number = 0; number < shared.length; number++) {
      const count = shared[number]!
      if (count === 0) continue
      const share = count / (own.size + sizes[number]! - count)
      if (best.length === mostNear && share <= best.at(-1)!.share) continue
      if (best.length === mostNear) best.pop()
      const place = best.findIndex((one) => one.share < share)
      best.splice(place < 0 ? best.length : place, 0, { number, share })
    }
    return best.map(({ number }) => all[number]!)
  }

  return {
    add(municipality: string, one: T) {
      const place = places.get(municipality) ?? { all: [], sizes: [], byGram: new Map<string, number[]>() }
      places.set(municipality, place)
      const number = place.all.push(one) - 1
      const own = grams(one.name)
      place.sizes.push(own.size)
      for (const gram of own) {
        const same = place.byGram.get(gram)
        if (same) same.push(number)
        else place.byGram.set(gram, [number])
      }
    },
    likest(municipality: string, name: string): T | undefined {
      const place = places.get(municipality)
      if (!place) return undefined
      return similarNames(name, municipalityByAgs(municipality)?.name ?? '', near(place, name))[0]
    },
  }
}

export function createWorld(all: Iterable<Known>): World {
  const byId = new Map<string, Known>()
  const byName = new Map<string, Known>()
  let similar: ReturnType<typeof createSimilar<Known>> | undefined
  const placed = new Map<string, Known[]>()
  for (const one of all) {
    byId.set(one.id, one)
    byName.set(`${one.municipality} ${nameKey(one.name)}`, one)
    const there = placed.get(one.municipality)
    if (there) there.push(one)
    else placed.set(one.municipality, [one])
  }
  const ready = new Set<string>()
  return {
    byId: (id) => byId.get(id),
    byName: (municipality, key) => byName.get(`${municipality} ${key}`),
    similar(municipality, name) {
      similar ??= createSimilar<Known>()
      if (!ready.has(municipality)) {
        ready.add(municipality)
        for (const one of placed.get(municipality) ?? []) similar.add(municipality, one)
      }
      return similar.likest(municipality, name)
    },
  }
}

export type Judged = Pick<
  ImportRow,
  | 'kind'
  | 'faults'
  | 'notes'
  | 'municipality'
  | 'candidates'
  | 'kept'
  | 'ofLine'
  | 'differences'
  | 'mayCreate'
> & {
  existingId: string | null
  profile: Partial<Profile>
}

/** What staff may read of it: what its people keep to themselves is not compared, so that nobody learns it by trying. */
const staff = { signedIn: true, ownRole: null } as const
const isOpen = (known: Known, column: WritableColumn) =>
  maySeeField(staff, known.visibility[column as keyof Known['visibility']]) &&
  !(column === 'visibility' && known.isKept)

/** Where a row says something that the platform does not. */
export function differencesOf(profile: Partial<Profile>, known: Known): ImportRow['differences'] {
  const after = { ...known, ...profile }
  return WritableColumn.options.flatMap((column) =>
    profile[column] === undefined || !isOpen(known, column) || saysTheSame(known, after, column)
      ? []
      : [{ column, before: cellOf(known, column), after: cellOf(after, column) }],
  )
}

/** What says exactly what is there need not be understood: whatever was stored once comes back as it is. */
function withoutSame(cells: Cells, known: Known): Cells {
  const isPlace = (column: string) => ['place', 'municipality', 'postalCode'].includes(column)
  const samePlace = columns
    .filter(isPlace)
    .every((column) => !cells[column] || cells[column] === cellOf(known, column))
  return Object.fromEntries(
    Object.entries(cells).filter(([name, text]) => {
      const column = name as keyof Cells
      if (isPlace(column)) return !samePlace
      return text.trim() !== cellOf(known, column).trim()
    }),
  )
}

/**
 * Says of the rows of a file, in their order, what would become of each. Pure but for what it remembers of the rows
 * before, so that two rows of one file cannot both be entered.
 */
export function createJudge(world: World) {
  const inFile = new Map<string, number>()
  const similarInFile = createSimilar<{ name: string; line: number }>()
  const ids = new Map<string, number>()

  return function judge({ line, cells, shifted }: TableRow): Judged {
    const id = (cells.id ?? '').trim()
    const named = id === '' ? undefined : world.byId(id)
    const isSame = named !== undefined && !named.isHidden
    const read = understand(isSame ? withoutSame(cells, named) : cells)
    const complete = isSame ? read : completed(read)
    const { profile, candidates } = complete
    const faults = shifted
      ? [{ column: 'name' as const, reason: 'shifted' as const, given: '' }, ...complete.faults]
      : complete.faults
    const notes =
      id !== '' && !isSame
        ? [
            ...complete.notes,
            { column: 'id' as const, reason: 'unknown-id' as const, given: id.slice(0, 80) },
          ]
        : complete.notes
    const municipality =
      profile.municipality ?? (isSame && candidates.length === 0 ? named.municipality : null)
    const said: Judged = {
      kind: 'faulty',
      faults,
      notes,
      municipality,
      candidates,
      existingId: null,
      kept: false,
      ofLine: null,
      differences: [],
      mayCreate: false,
      profile,
    }
    if (isSame) {
      const before = ids.get(id)
      if (before !== undefined) return { ...said, kind: 'duplicate', existingId: id, ofLine: before }
      ids.set(id, line)
      remember(named.name, named.municipality)
    }
    if (faults.length > 0) return { ...said, existingId: isSame ? id : null }
    if (municipality === null) return { ...said, kind: 'choice', existingId: isSame ? id : null }
    if (isSame) return { ...said, ...met(named, 'changed') }

    const name = profile.name!
    const key = nameKey(name)
    const exact = world.byName(municipality, key)
    const earlier = inFile.get(`${municipality} ${key}`)
    const like = exact ?? world.similar(municipality, name)
    const likeInFile = similarInFile.likest(municipality, name)
    remember(name, municipality)
    if (exact) return { ...said, ...met(exact, 'duplicate'), ofLine: earlier ?? null }
    if (earlier !== undefined) return { ...said, kind: 'duplicate', ofLine: earlier }
    if (like)
      return {
        ...said,
        ...met(like, 'duplicate'),
        kind: 'duplicate',
        mayCreate: true,
      }
    if (likeInFile) return { ...said, kind: 'duplicate', ofLine: likeInFile.line, mayCreate: true }
    return { ...said, kind: 'new', mayCreate: true }

    function remember(own: string, where: string) {
      const place = `${where} ${nameKey(own)}`
      if (!inFile.has(place)) inFile.set(place, line)
      similarInFile.add(where, { name: own, line })
    }

    function met(known: Known, otherwise: 'changed' | 'duplicate') {
      const differences = known.isHidden ? [] : differencesOf(profile, known)
      const kind = differences.length === 0 && !known.isHidden ? 'unchanged' : otherwise
      return {
        existingId: known.isHidden ? null : known.id,
        kept: known.isKept || known.isHidden,
        differences,
        kind,
      } as const
    }
  }
}

/** What an import writes into a profile that nobody keeps: what is empty there, or the columns that were named. */
export function amendment(
  profile: Partial<Profile>,
  known: Profile,
  how: 'fill' | 'overwrite',
  overwrite: readonly WritableColumn[],
): Partial<Profile> {
  const taken = WritableColumn.options.filter((column) => {
    if (profile[column] === undefined) return false
    return how === 'overwrite'
      ? overwrite.includes(column) && !saysTheSame(known, { ...known, ...profile }, column)
      : isEmpty(known, column)
  })
  return Object.fromEntries(taken.map((column) => [column, profile[column]]))
}
const isEmpty = (known: Profile, column: WritableColumn) => cellOf(known, column) === ''

export const toKnown = (facts: OrganisationFacts, isKept: boolean): Known => ({
  ...facts,
  // What was stored before municipalities merged is met as well.
  municipality: currentAgs(facts.municipality),
  isKept,
  isHidden: Boolean(facts.hiddenBy),
})
