import { isDocument, setField, typeOf, fieldEntries, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { showValue } from '../storage/show.ts'
import { Budget, sizeOf, type Flow } from './flow.ts'
import { compileStages, stageParts, type Stage, type StageContext } from './stages.ts'

const NOT_IN_FACET = ['$facet', '$out', '$merge', '$collStats', '$indexStats', '$geoNear', '$planCacheStats']

/** `$facet`: several pipelines over the same documents. */
export function compileFacets(argument: unknown, context: StageContext): Stage {
  if (!isDocument(argument)) {
    throw fault(
      'Location40169',
      `the $facet specification must be a non-empty object, but found: ${showValue(argument)}`,
    )
  }
  const facets = fieldEntries(argument)
  if (facets.length === 0) {
    throw fault('Location40169', 'the $facet specification must be a non-empty object, but found: {}')
  }
  const stages = facets.map(([name, pipeline]) => [name, compileFacet(name, pipeline, context)] as const)
  return (input) => facetResult(input, stages)
}

type NamedStage = readonly [name: string, stage: Stage]

/** The documents at hand, for one facet; when it has taken them all it breathes until there are more. */
class Share {
  #documents: readonly Document[] = []
  #next = 0
  #isComplete = false

  refill(documents: readonly Document[], isComplete: boolean): void {
    this.#documents = documents
    this.#next = 0
    this.#isComplete = isComplete
  }

  get isEmpty(): boolean {
    return this.#next >= this.#documents.length
  }

  *flow(): Generator<Document | null> {
    for (;;) {
      const document = this.#documents[this.#next]
      this.#next += 1
      if (document) yield document
      else if (this.#isComplete) return
      else yield null
    }
  }
}

/** Runs all facets side by side, so that no more of the input is held than a handful of documents. */
function* facetResult(input: Flow, stages: readonly NamedStage[]): Generator<Document | null> {
  const budget = new Budget(
    'Location4031700',
    'document constructed by $facet exceeds the limit of 104857600 bytes',
  )
  const facets = stages.map(([name, stage]) => {
    const share = new Share()
    return { name, share, output: stage(share.flow())[Symbol.iterator](), result: [] as Document[] }
  })
  for (const { documents, isComplete } of handfuls(input)) {
    yield null
    for (const { share, output, result } of facets) {
      share.refill(documents, isComplete)
      for (let next = output.next(); !next.done; next = output.next()) {
        if (next.value !== null) {
          budget.add(sizeOf(next.value))
          result.push(next.value)
        } else if (share.isEmpty && !isComplete) {
          break
        } else {
          yield null
        }
      }
    }
  }
  const document: Document = {}
  for (const { name, result } of facets) setField(document, name, result)
  yield document
}

/** What comes between two breaths, and at the end what is left, perhaps nothing. */
function* handfuls(input: Flow): Generator<{ documents: Document[]; isComplete: boolean }> {
  let documents: Document[] = []
  for (const document of input) {
    if (document !== null) {
      documents.push(document)
    } else {
      yield { documents, isComplete: false }
      documents = []
    }
  }
  yield { documents, isComplete: true }
}

function compileFacet(name: string, pipeline: unknown, context: StageContext): Stage {
  if (name.includes('.') || name.startsWith('$') || name === '') {
    throw fault('Location16412', `FieldPath field names may not contain '.' or start with '$': ${name}`)
  }
  if (!Array.isArray(pipeline)) {
    throw fault('Location40170', `arguments to $facet must be arrays, ${name} is type ${typeOf(pipeline)}`)
  }
  for (const stage of pipeline as unknown[]) {
    const [stageName] = stageParts(stage)
    if (NOT_IN_FACET.includes(stageName)) {
      throw fault('Location40600', `${stageName} is not allowed to be used within a $facet stage`)
    }
  }
  return compileStages(pipeline, context)
}
