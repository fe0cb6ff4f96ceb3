import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import * as fc from 'fast-check'
import { COMMANDS, GENERIC_FIELDS } from '../../src/commands/dispatch.ts'

/** Commands that exist, with arguments nobody should send. */

type Fields = Record<string, unknown>

const TEXTS = [
  '',
  'a',
  'a.b',
  'a.0.b',
  'a.$',
  'a.$[]',
  'a.$[x]',
  '.',
  'a..b',
  '$',
  '$$',
  '$a',
  '$a.b',
  '$$ROOT',
  '$$CURRENT.a',
  '$$NOW',
  '$$x',
  '__proto__',
  'constructor',
  'toString',
  '\0',
  'a\0b',
  '😀',
  '\ud800',
  '-1',
  '0',
  '1e5',
  '2024-01-01',
  '%Y-%m',
  'number',
  'UTC',
  'Europe/Berlin',
  'x'.repeat(3000),
  'c',
  'd.e',
  'i',
  'imx',
  '(a+)+$',
  '[',
  '\\',
  'de',
  'simple',
  'majority',
]
const NUMBERS = [
  0,
  -0,
  1,
  -1,
  2,
  0.5,
  -0.5,
  100,
  127,
  1e10,
  2 ** 31,
  2 ** 53,
  1e300,
  -1e300,
  Number.NaN,
  Infinity,
  -Infinity,
  5e-324,
]

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...NUMBERS).map((number) => new Double(number)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(0, 1, -1, 2, 3, 5, 100, 2147483647, -2147483648).map((n) => new Int32(n)),
  },
  fc.constantFrom(
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    Long.ZERO,
    Long.fromNumber(-1),
    Long.fromNumber(2 ** 53 + 2),
  ),
  fc
    .constantFrom(
      'NaN',
      'Infinity',
      '-Infinity',
      '0',
      '-0',
      '1E+6144',
      '1E-6176',
      '0.1',
      '12345678901234567890',
    )
    .map((text) => Decimal128.fromString(text)),
  fc.constantFrom<unknown>(true, false, null, undefined, new MinKey(), new MaxKey(), [], {}),
  fc.constantFrom(0, 1e12, -1e12, 8.64e15, -8.64e15).map((ms) => new Date(ms)),
  fc.tuple(fc.nat({ max: 0xffffffff }), fc.nat({ max: 9 })).map(([t, i]) => new Timestamp({ t, i })),
  fc
    .tuple(fc.uint8Array({ maxLength: 20 }), fc.constantFrom(0, 2, 3, 4, 6, 128))
    .map(([bytes, type]) => new Binary(bytes, type)),
  fc
    .tuple(
      fc.constantFrom('a', '^a', '(', '(?=a)', 'a{2,1}', '\\p{L}', '[[:alpha:]]'),
      fc.constantFrom('', 'i', 'l', 'imsx'),
    )
    .map(([pattern, options]) => new BSONRegExp(pattern, options)),
  fc.constantFrom<unknown>(
    new ObjectId('000000000000000000000000'),
    new Code('x'),
    new Code('x', { y: new Int32(1) }),
    new BSONSymbol('s'),
    new DBRef('c', new ObjectId('000000000000000000000001')),
  ),
)

const QUERY =
  '$eq $ne $gt $gte $lt $lte $in $nin $exists $type $size $all $elemMatch $not $regex $options $mod $bitsAllSet $bitsAnyClear $near $geoWithin'
const LOGICAL = '$and $or $nor $expr $comment $where $text $jsonSchema $alwaysTrue'
const UPDATE =
  '$set $unset $setOnInsert $rename $min $max $currentDate $bit $inc $mul $push $addToSet $pop $pull $pullAll $each $position $slice $sort'
const STAGES =
  '$match $sort $limit $skip $project $set $addFields $unset $replaceRoot $replaceWith $count $sample $facet $bucket $group $sortByCount $unwind $lookup $out $merge $documents $unionWith $graphLookup $bucketAuto $redact $collStats $indexStats $geoNear $listLocalSessions $setWindowFields $fill $densify'
const EXPRESSIONS =
  '$literal $let $cond $ifNull $switch $and $or $not $cmp $eq $add $subtract $multiply $divide $mod $abs $ceil $floor $round $trunc $pow $sqrt $exp $ln $log $log10 $sin $bitAnd $bitNot $sum $avg $min $max $stdDevPop $rand $concat $toLower $strcasecmp $strLenBytes $strLenCP $substr $substrBytes $substrCP $split $trim $indexOfBytes $indexOfCP $replaceOne $replaceAll $regexMatch $regexFind $regexFindAll $size $isArray $in $arrayElemAt $first $last $firstN $lastN $maxN $minN $indexOfArray $concatArrays $slice $reverseArray $range $zip $sortArray $map $filter $reduce $setUnion $setIntersection $setDifference $setEquals $setIsSubset $anyElementTrue $allElementsTrue $mergeObjects $objectToArray $arrayToObject $getField $setField $unsetField $type $isNumber $convert $toString $toInt $toLong $toDouble $toDecimal $toBool $toDate $toObjectId $binarySize $bsonSize $tsSecond $year $week $isoWeekYear $dateToString $dateFromString $dateToParts $dateFromParts $dateAdd $dateSubtract $dateDiff $dateTrunc $push $addToSet $top $bottomN $function $meta $median'
const ARGUMENTS =
  'input as in cond initialValue vars if then else branches case default date format timezone unit amount startDate endDate binSize dateString onError onNull to inputs useLongestLength defaults field value find replacement regex options chars n sortBy output year month isoWeek from localField foreignField let pipeline path includeArrayIndex preserveNullAndEmptyArrays newRoot groupBy boundaries size into on whenMatched whenNotMatched k v'
const PLAIN =
  '_id a b c a.b a.0 x 0 1 __proto__ constructor $ref $id key name unique expireAfterSeconds partialFilterExpression sparse q u multi upsert limit collation arrayFilters hint locale strength caseLevel level w'

const words = (text: string) => fc.constantFrom(...text.split(' '))
const name = fc.oneof(
  words(PLAIN),
  words(QUERY),
  words(LOGICAL),
  words(UPDATE),
  words(EXPRESSIONS),
  words(ARGUMENTS),
  words(STAGES),
)

const entries = (pairs: readonly (readonly [string, unknown])[]): Fields => {
  const document: Fields = {}
  for (const [key, value] of pairs)
    Object.defineProperty(document, key, { value, enumerable: true, configurable: true, writable: true })
  return document
}
const record = (key: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>, maxLength = 3) =>
  fc.array(fc.tuple(key, value), { minLength: 1, maxLength }).map(entries)

/** Values that look like what some part of the server understands, at least from afar. */
const { anything, filter, condition, expression, stage, update } = fc.letrec<{
  anything: unknown
  filter: unknown
  condition: unknown
  expression: unknown
  stage: unknown
  update: unknown
}>((tie) => ({
  anything: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 4, arbitrary: scalar },
    fc.array(tie('anything'), { maxLength: 3 }),
    record(name, tie('anything')),
    tie('filter'),
    tie('expression'),
    tie('stage'),
  ),
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 3, arbitrary: record(words('a b a.b c x'), scalar, 2) },
    { weight: 2, arbitrary: fc.constant({}) },
    record(words('_id a b a.b a.0.b c'), fc.oneof(scalar, tie('condition'))),
    record(words('$and $or $nor'), fc.array(tie('filter'), { maxLength: 3 }), 1),
    record(fc.constant('$expr'), tie('expression'), 1),
    record(words(LOGICAL), tie('anything'), 1),
  ),
  condition: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    record(words(QUERY), scalar, 2),
    record(
      words('$in $nin $all $mod $bitsAllSet $type'),
      fc.array(fc.oneof(scalar, tie('condition')), { maxLength: 3 }),
      1,
    ),
    record(words('$elemMatch $not'), fc.oneof(tie('filter'), tie('condition')), 1),
    record(words(QUERY), tie('anything'), 1),
  ),
  expression: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    { weight: 2, arbitrary: scalar },
    { weight: 3, arbitrary: record(words(EXPRESSIONS), fc.array(tie('expression'), { maxLength: 4 }), 1) },
    { weight: 2, arbitrary: record(words(EXPRESSIONS), tie('expression'), 1) },
    { weight: 3, arbitrary: record(words(EXPRESSIONS), record(words(ARGUMENTS), tie('expression'), 4), 1) },
  ),
  stage: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    record(words('$match'), tie('filter'), 1),
    record(
      words('$project $set $addFields $group $replaceRoot $facet $lookup $bucket $merge'),
      record(words(`${PLAIN} ${ARGUMENTS}`), tie('expression'), 4),
      1,
    ),
    record(words(STAGES), tie('expression'), 1),
    record(words(STAGES), scalar, 1),
  ),
  update: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    record(
      words(UPDATE),
      record(words('a b a.b a.0 a.$ a.$[] a.$[x].b _id x.y.z'), fc.oneof(scalar, tie('anything'))),
      2,
    ),
    record(words(UPDATE), tie('anything'), 2),
    fc.array(tie('stage'), { maxLength: 3 }),
    record(words('_id a b a.b'), tie('anything')),
  ),
}))

const statement = fc.record(
  {
    q: fc.oneof(filter, anything),
    u: update,
    limit: scalar,
    multi: fc.oneof(fc.boolean(), scalar),
    upsert: fc.oneof(fc.boolean(), scalar),
    arrayFilters: fc.oneof(fc.array(filter, { maxLength: 2 }), anything),
    hint: anything,
    collation: anything,
  },
  { requiredKeys: [] },
)
const index = fc.record(
  {
    key: fc.oneof(record(words('a b a.b _id $**'), scalar), anything),
    name: fc.oneof(words('i j'), anything),
    unique: scalar,
    sparse: scalar,
    expireAfterSeconds: scalar,
    partialFilterExpression: fc.oneof(filter, anything),
    collation: anything,
  },
  { requiredKeys: ['key'] },
)

/** What a field of some command is usually given; every other field gets anything. */
const KNOWN: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  filter,
  query: filter,
  validator: filter,
  projection: record(words('_id a b a.b a.$ x'), fc.oneof(expression, condition)),
  fields: record(words('_id a b a.b a.$ x'), fc.oneof(expression, condition)),
  sort: record(words('_id a b a.b $natural'), scalar),
  pipeline: fc.array(stage, { maxLength: 3 }),
  let: record(words('x y'), expression),
  update,
  updates: fc.array(statement, { maxLength: 3 }),
  deletes: fc.array(
    statement.map(({ q, limit, hint, collation }) => entries(Object.entries({ q, limit, hint, collation }))),
    { maxLength: 3 },
  ),
  documents: fc.array(record(name, anything), { maxLength: 3 }),
  indexes: fc.array(index, { maxLength: 2 }),
  cursor: fc.oneof(fc.constant({}), record(fc.constant('batchSize'), scalar)),
  hint: fc.oneof(words('_id_ a_1'), record(words('_id a $natural'), scalar)),
  arrayFilters: fc.array(filter, { maxLength: 2 }),
  lsid: fc.oneof(fc.constant({ id: new Binary(new Uint8Array(16), 4) }), anything),
  key: words('a b a.b _id'),
}

/** These end the server or set up what another test needs; they do as they are told. */
const LEFT_OUT = new Set(['shutdown', 'configureFailPoint'])

/** The more there is to get wrong, the more often; what takes everything away, seldom. */
const WEIGHTS = new Map([
  ['find', 60],
  ['aggregate', 120],
  ['update', 60],
  ['findAndModify', 30],
  ['delete', 30],
  ['drop', 1],
  ['dropDatabase', 1],
])

function commandOf(name: string, own: readonly string[]): fc.Arbitrary<Fields> {
  const field = (key: string): fc.Arbitrary<unknown> => {
    const known = KNOWN[key]
    return known ? fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: anything }) : anything
  }
  const likely = new Set([
    'filter',
    'pipeline',
    'updates',
    'deletes',
    'documents',
    'indexes',
    'cursor',
    'query',
    'update',
    'key',
    'collection',
  ])
  const parts = [...own.filter((key) => key !== '*' && key !== name), ...GENERIC_FIELDS].filter(
    (key) => key !== '$db',
  )
  return fc
    .tuple(
      fc.oneof({ weight: 8, arbitrary: fc.constant('c') }, scalar),
      fc.tuple(
        ...parts.map((key) => sometimes(field(key), likely.has(key) ? 90 : own.includes(key) ? 5 : 1)),
      ),
      fc.oneof(
        { weight: 12, arbitrary: fc.constant('fuzz') },
        { weight: 2, arbitrary: fc.constant('admin') },
        scalar,
      ),
    )
    .map(([first, values, database]) =>
      entries([
        [name, first],
        ...parts.map((key, index) => [key, values[index]] as const).filter(([, value]) => value !== MISSING),
        ['$db', database],
      ]),
    )
}

const MISSING = Symbol('missing')
const sometimes = (arbitrary: fc.Arbitrary<unknown>, percent: number): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: percent, arbitrary }, { weight: 100 - percent, arbitrary: fc.constant(MISSING) })

/** Any command of the server. */
export const command: fc.Arbitrary<Fields> = fc.oneof(
  ...[...COMMANDS]
    .filter(([key]) => !LEFT_OUT.has(key))
    .map(([key, { fields }]) => ({ weight: WEIGHTS.get(key) ?? 10, arbitrary: commandOf(key, fields) })),
)

/** Documents for the commands to work on. */
export const stored = record(words('a b c x'), anything, 4)
