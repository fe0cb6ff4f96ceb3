import { createElement, lazy, Suspense, type ComponentType, type ReactElement } from 'react'

/**
 * A component that is fetched when it is first shown: most visits read, and never open a dialog. `Waiting` keeps its
 * place until then, where what comes after it would be pushed away.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Waiting?: ComponentType<P>,
): (props: P) => ReactElement {
  const Loaded = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>
  return (props) => (
    <Suspense fallback={Waiting && createElement(Waiting, props)}>{createElement(Loaded, props)}</Suspense>
  )
}
