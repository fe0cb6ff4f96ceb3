import { decode, encode, type Document } from '../bson/values.ts'
import { prefixRange, type KeyValueStore } from './kv.ts'

const VIEW_PREFIX = 'view '

/** A pipeline that is read like a collection. */
export interface View {
  readonly database: string
  readonly name: string
  /** The collection or view of the same database it reads. */
  readonly viewOn: string
  readonly pipeline: readonly Document[]
}

/** Which views exist. Changes happen inside `store.write` and are taken back with it. */
export class Views {
  readonly #store: KeyValueStore
  readonly #views = new Map<string, View>()

  constructor(store: KeyValueStore) {
    this.#store = store
    for (const { key, value } of store.meta.scan(prefixRange(VIEW_PREFIX))) {
      const namespace = key.toString('utf8', VIEW_PREFIX.length)
      const { viewOn, pipeline } = decode(value) as Pick<View, 'viewOn' | 'pipeline'>
      this.#views.set(namespace, viewAt(namespace, viewOn, pipeline))
    }
  }

  find(namespace: string): View | undefined {
    return this.#views.get(namespace)
  }

  /** The collection behind a view, and everything to do to its documents; undefined when it is no view. */
  resolve(namespace: string): { source: string; pipeline: readonly Document[] } | undefined {
    const view = this.find(namespace)
    if (!view) return undefined
    const behind = this.resolve(`${view.database}.${view.viewOn}`)
    return {
      source: behind?.source ?? view.viewOn,
      pipeline: [...(behind?.pipeline ?? []), ...view.pipeline],
    }
  }

  /** All views, or those of one database, by name. */
  list(database?: string): View[] {
    return [...this.#views.values()]
      .filter((view) => database === undefined || view.database === database)
      .sort((a, b) => (namespaceOf(a) < namespaceOf(b) ? -1 : 1))
  }

  /** Creates a view, or gives an existing one another definition. */
  set(namespace: string, viewOn: string, pipeline: readonly Document[]): void {
    this.#put(namespace, viewAt(namespace, viewOn, pipeline))
    this.#store.meta.put(Buffer.from(VIEW_PREFIX + namespace), Buffer.from(encode({ viewOn, pipeline })))
  }

  drop(view: View): void {
    const namespace = namespaceOf(view)
    this.#put(namespace, undefined)
    this.#store.meta.remove(Buffer.from(VIEW_PREFIX + namespace))
  }

  #put(namespace: string, view: View | undefined): void {
    const before = this.#views.get(namespace)
    this.#store.onUndo(() => this.#keep(namespace, before))
    this.#keep(namespace, view)
  }

  #keep(namespace: string, view: View | undefined): void {
    if (view) this.#views.set(namespace, view)
    else this.#views.delete(namespace)
  }
}

export function namespaceOf({ database, name }: View): string {
  return `${database}.${name}`
}

function viewAt(namespace: string, viewOn: string, pipeline: readonly Document[]): View {
  const dot = namespace.indexOf('.')
  return { database: namespace.slice(0, dot), name: namespace.slice(dot + 1), viewOn, pipeline }
}
