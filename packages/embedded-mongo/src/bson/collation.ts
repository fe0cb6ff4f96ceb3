import { fault } from '../errors.ts'
import { isNumber, toDouble } from './numbers.ts'
import { isDocument, typeOf, fieldNames, type Document, type StringOrder } from './values.ts'

/**
 * Collations as far as ICU, which both MongoDB and JavaScript use, gives the same answers for them: any locale,
 * strength 1 to 3, case level at strength 1, numeric order and case first. The rest is refused.
 */
const FIELDS = new Set([
  'locale',
  'strength',
  'caseLevel',
  'caseFirst',
  'numericOrdering',
  'alternate',
  'maxVariable',
  'normalization',
  'backwards',
  'version',
])

/** The order a collation stands for; undefined when it is absent or the binary one. */
export function collationOf(value: unknown): StringOrder | undefined {
  if (value === undefined || value === null) return undefined
  if (!isDocument(value)) {
    throw fault(
      'TypeMismatch',
      `BSON field 'collation' is the wrong type '${typeOf(value)}', expected type 'object'`,
    )
  }
  if (Object.keys(value).length === 0 || value['locale'] === 'simple') return undefined
  for (const name of fieldNames(value)) {
    if (!FIELDS.has(name)) throw fault('Location40415', `BSON field 'collation.${name}' is an unknown field.`)
  }
  assertSupported(value)
  return orderOf(
    new Intl.Collator(localeOf(value['locale']), { ...optionsOf(value), ignorePunctuation: false }),
  )
}

function assertSupported(collation: Document): void {
  const { alternate, normalization, backwards, strength } = collation
  if (alternate !== undefined && alternate !== 'non-ignorable') throw unsupported('alternate: "shifted"')
  if (normalization === true) throw unsupported('normalization: true')
  if (backwards === true) throw unsupported('backwards: true')
  const level = strengthOf(strength)
  if (collation['caseLevel'] === true && level !== 1)
    throw unsupported('caseLevel at a strength other than 1')
}

function unsupported(what: string): Error {
  return fault('NotImplemented', `The collation option ${what} is not supported by this server`)
}

function strengthOf(strength: unknown): 1 | 2 | 3 {
  if (strength === undefined) return 3
  const level = isNumber(strength) ? toDouble(strength) : Number.NaN
  if (level === 1 || level === 2 || level === 3) return level
  if (level === 4 || level === 5) throw unsupported(`strength: ${level}`)
  throw fault(
    'BadValue',
    `Enumeration value '${String(level)}' for field 'collation.strength' is not a valid value.`,
  )
}

function localeOf(locale: unknown): string {
  if (typeof locale !== 'string') {
    throw fault('Location40414', "BSON field 'collation.locale' is missing but a required field")
  }
  try {
    const [known] = Intl.Collator.supportedLocalesOf(
      locale.replace('_', '-').replace('@collation=', '-u-co-'),
    )
    if (known !== undefined) return known
  } catch {
    // Not even the shape of a locale: refused like one that does not exist.
  }
  throw fault('BadValue', `Field 'locale' is invalid in: { locale: "${locale}" }`)
}

const SENSITIVITY = { 1: 'base', 2: 'accent', 3: 'variant' } as const

function optionsOf({ strength, caseLevel, caseFirst, numericOrdering }: Document): Intl.CollatorOptions {
  return {
    sensitivity: caseLevel === true ? 'case' : SENSITIVITY[strengthOf(strength)],
    numeric: numericOrdering === true,
    ...(caseFirst === 'upper' || caseFirst === 'lower' ? { caseFirst } : {}),
  }
}

function orderOf(collator: Intl.Collator): StringOrder {
  const compare = (a: string, b: string) => collator.compare(a, b)
  const known: string[] = []
  return {
    compare,
    representative: (text) => {
      // The first of each class of equal strings stands for all of them; kept sorted, so that finding it is quick.
      let [low, high] = [0, known.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        if (compare(known[middle] as string, text) < 0) low = middle + 1
        else high = middle
      }
      const found = known[low]
      if (found !== undefined && compare(found, text) === 0) return found
      known.splice(low, 0, text)
      return text
    },
  }
}
