import type { FileName, Files } from './schemas.ts'
import { schemas } from './schemas.ts'

/** Every fault of the given contents of `data/`, in words; none if all is well. */
export function findFaults(contents: Record<FileName, unknown>): string[] {
  const parsed = parseAll(contents)
  return 'faults' in parsed ? parsed.faults : crossFaults(parsed.files)
}

function parseAll(contents: Record<FileName, unknown>): { files: Files } | { faults: string[] } {
  const faults: string[] = []
  const files: Partial<Record<FileName, unknown>> = {}
  for (const name of Object.keys(schemas) as FileName[]) {
    const result = schemas[name].safeParse(contents[name])
    if (result.success) files[name] = result.data
    else
      faults.push(...result.error.issues.map((issue) => `${name}/${issue.path.join('/')}: ${issue.message}`))
  }
  return faults.length > 0 ? { faults } : { files: files as Files }
}

/** What one file alone cannot tell: counts, sums, and that every key named somewhere exists where it is kept. */
function crossFaults(files: Files): string[] {
  const faults: string[] = []
  const must = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault)
  }
  const counted = (what: string, actual: number, expected: number) =>
    must(actual === expected, `${what}: ${actual} instead of ${expected}`)
  const unique = (what: string, keys: readonly (string | number)[]) => {
    const seen = new Set<string | number>()
    for (const key of keys) {
      must(!seen.has(key), `${what}: ${key} occurs twice`)
      seen.add(key)
    }
    return seen
  }

  const { municipalities, successors, unincorporatedAreas } = files.municipalities
  const { districts, regions } = files.districts
  const regionKeys = unique(
    'regions',
    regions.map(({ key }) => key),
  )
  const districtKeys = unique(
    'districts',
    districts.map(({ key }) => key),
  )
  const agsKeys = unique(
    'municipalities',
    municipalities.map(({ ags }) => ags),
  )
  counted('regions', regions.length, 3)
  counted('districts', districts.length, 27)
  counted('municipalities', municipalities.length, 421)
  counted('independent cities', municipalities.filter(({ type }) => type === 'kreisfreie Stadt').length, 6)
  counted('towns', municipalities.filter(({ type }) => type === 'Stadt').length, 185)
  counted('other municipalities', municipalities.filter(({ type }) => type === 'Gemeinde').length, 230)
  counted('unincorporated areas', unincorporatedAreas.length, 4)
  // The totals of the state as published.
  counted('census 2022', sum(municipalities.map((m) => m.populationCensus2022)), 6_207_278)
  counted('population 2023', sum(municipalities.map((m) => m.population)), 6_420_729)
  must(
    files.municipalities.territorialStatus === files.districts.territorialStatus,
    'municipalities and districts differ in their territorial status',
  )

  for (const district of districts) {
    const within = municipalities.filter(({ districtKey }) => districtKey === district.key)
    counted(`municipalities of ${district.name}`, within.length, district.municipalities)
    counted(`population of ${district.name}`, sum(within.map((m) => m.population)), district.population)
    counted(
      `census 2022 of ${district.name}`,
      sum(within.map((m) => m.populationCensus2022)),
      district.populationCensus2022,
    )
    must(regionKeys.has(district.regionKey), `districts/${district.key}: no region ${district.regionKey}`)
    must(district.key.startsWith(district.regionKey), `districts/${district.key}: not of its region`)
    must(
      district.splitFrom === undefined || districtKeys.has(district.splitFrom),
      `districts/${district.key}: split from unknown ${district.splitFrom}`,
    )
  }
  const districtByKey = new Map(districts.map((district) => [district.key, district]))
  for (const m of municipalities) {
    const district = districtByKey.get(m.districtKey)
    must(district !== undefined, `municipalities/${m.ags}: no district ${m.districtKey}`)
    must(m.ags.startsWith(m.districtKey), `municipalities/${m.ags}: does not begin with ${m.districtKey}`)
    must(m.ars.startsWith(m.districtKey), `municipalities/${m.ags}: ARS ${m.ars} is of another district`)
    must(m.ars.endsWith(m.ags.slice(5)), `municipalities/${m.ags}: ARS ${m.ars} is of another municipality`)
    must(
      district?.name === m.districtName,
      `municipalities/${m.ags}: district is not called ${m.districtName}`,
    )
    must(district?.regionKey === m.regionKey, `municipalities/${m.ags}: region is not ${m.regionKey}`)
  }
  for (const { ags, districtKey } of unincorporatedAreas) {
    must(districtKeys.has(districtKey), `unincorporatedAreas/${ags}: no district ${districtKey}`)
    must(ags.startsWith(districtKey), `unincorporatedAreas/${ags}: does not begin with ${districtKey}`)
    must(!agsKeys.has(ags), `unincorporatedAreas/${ags}: is a municipality`)
  }
  unique(
    'successors',
    successors.map(({ formerAgs }) => formerAgs),
  )
  for (const { formerAgs, ags } of successors) {
    must(!agsKeys.has(formerAgs), `successors/${formerAgs}: still exists`)
    must(agsKeys.has(ags), `successors/${formerAgs}: no municipality ${ags}`)
  }

  const { postalCodes } = files['postal-codes']
  counted('postal codes', postalCodes.length, 548)
  unique(
    'postal codes',
    postalCodes.map(({ code }) => code),
  )
  const reached = new Set(postalCodes.flatMap(({ ags }) => ags))
  for (const ags of reached) must(agsKeys.has(ags), `postal-codes: no municipality ${ags}`)
  for (const { ags } of municipalities) must(reached.has(ags), `postal-codes: none for ${ags}`)

  const { features } = files['district-outlines']
  counted('district outlines', features.length, 27)
  unique(
    'district outlines',
    features.map(({ id }) => id),
  )
  for (const { id, properties } of features) {
    const district = districtByKey.get(id)
    must(properties.ags === id, `district-outlines/${id}: named ${properties.ags} inside`)
    must(
      district?.name === properties.name,
      `district-outlines/${id}: district is not called ${properties.name}`,
    )
    must(district?.type === properties.type, `district-outlines/${id}: district is no ${properties.type}`)
    must(district?.regionKey === properties.regionKey, `district-outlines/${id}: of another region`)
  }

  const expectedEntries = {
    activityFields: 27,
    needGroups: 10,
    needKinds: 36,
    cooperationStatus: 6,
    counterpartKinds: 33,
    organisationKinds: 9,
    legalForms: 12,
    memberBands: 6,
    staffBands: 4,
    languages: 57,
  } as const
  const translated = new Set(['activityFields', 'needGroups', 'needKinds', 'memberBands', 'staffBands'])
  for (const [list, expected] of Object.entries(expectedEntries)) {
    const entries = files.taxonomy[list as keyof typeof expectedEntries]
    counted(list, entries.length, expected)
    unique(
      list,
      entries.map(({ id }) => id),
    )
    if (!translated.has(list)) continue
    for (const { id, labels } of entries)
      for (const locale of files.taxonomy.labelLanguages) {
        // Wording that waits for a speaker of the language on purpose.
        const waits = id === 'lgbtiq' && (locale === 'ar' || locale === 'fa')
        must(
          locale in labels !== waits,
          `${list}/${id}: label in ${locale} ${waits ? 'not reviewed' : 'missing'}`,
        )
      }
  }
  const groups = new Set(files.taxonomy.needGroups.map(({ id }) => id))
  const kinds = new Set(files.taxonomy.needKinds.map(({ id }) => id))
  for (const { id, group } of files.taxonomy.needKinds)
    must(groups.has(group), `needKinds/${id}: no group ${group}`)
  for (const id of groups)
    must(
      files.taxonomy.needKinds.some(({ group }) => group === id),
      `needGroups/${id}: is empty`,
    )
  unique(
    'ranks of cooperation',
    files.taxonomy.cooperationStatus.map(({ rank }) => rank),
  )
  for (const [position, band] of files.taxonomy.memberBands.entries()) {
    const next = files.taxonomy.memberBands[position + 1]
    must(band.max === (next ? next.min - 1 : null), `memberBands/${band.id}: leaves a gap or overlaps`)
  }

  const { categories, terms } = files.glossary
  counted('glossary categories', categories.length, 7)
  counted('glossary terms', terms.length, 118)
  const categoryIds = unique(
    'glossary categories',
    categories.map(({ id }) => id),
  )
  unique(
    'glossary terms',
    terms.map(({ id }) => id),
  )
  for (const { id, category } of terms)
    must(categoryIds.has(category), `glossary/${id}: no category ${category}`)

  const { topics, questions, results, workshops } = files.topics
  counted('topics', topics.length, 2)
  counted('guiding questions', questions.length, 6)
  counted('workshop results', results.length, 41)
  counted('workshops', workshops.length, 4)
  const topicIds = unique(
    'topics',
    topics.map(({ id }) => id),
  )
  unique(
    'guiding questions',
    questions.map(({ id }) => id),
  )
  unique(
    'workshop results',
    results.map(({ id }) => id),
  )
  const numbers = unique(
    'workshops',
    workshops.map(({ number }) => number),
  )
  for (const { id, topic } of questions) must(topicIds.has(topic), `topics/${id}: no topic ${topic}`)
  for (const { id, topic } of results)
    must(topic === 'general' || topicIds.has(topic), `topics/${id}: no topic ${topic}`)
  unique(
    'orders of guiding questions',
    questions.map(({ topic, order }) => `${topic} ${order}`),
  )
  for (const { id, needKinds } of results)
    for (const kind of needKinds) must(kinds.has(kind), `topics/${id}: no need kind ${kind}`)
  for (const { id, workshopNumbers } of topics)
    for (const number of workshopNumbers) must(numbers.has(number), `topics/${id}: no workshop ${number}`)
  for (const { number, topic, parallelTo = [] } of workshops) {
    must(topicIds.has(topic), `workshops/${number}: no topic ${topic}`)
    for (const other of parallelTo) must(numbers.has(other), `workshops/${number}: no workshop ${other}`)
  }

  const { facts, organisations, services, fundingInstruments } = files.peers
  counted('programme facts', facts.length, 12)
  counted('peer organisations', organisations.length, 8)
  for (const list of [facts, organisations, services, fundingInstruments])
    unique(
      'peers',
      list.map(({ id }) => id),
    )
  for (const { id, ags } of organisations)
    must(ags === undefined || agsKeys.has(ags), `peers/${id}: no municipality ${ags}`)
  for (const { id, unit, value } of facts)
    must(unit !== 'ags' || agsKeys.has(String(value)), `peers/${id}: no municipality ${value}`)

  return faults
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
