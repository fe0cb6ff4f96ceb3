import { lazy, useState, type ComponentType } from 'react'

/**
 * A component that is fetched when somebody goes there, or before: what is there by then is drawn at once, without
 * anything in its place first.
 */
export function fetchable(load: () => Promise<ComponentType>) {
  let known: ComponentType | undefined
  const fetch = async () => {
    known = await load()
    return known
  }
  const Later = lazy(async () => ({ default: await fetch() }))
  function Fetched() {
    // Once drawn it stays what it is: another component would begin anew.
    const [Component] = useState<ComponentType>(() => known ?? Later)
    return <Component />
  }
  return { fetch, Fetched }
}
