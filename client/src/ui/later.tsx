import { createElement, lazy, Suspense, type ComponentType, type ReactElement } from 'react'

/** A component that is fetched when it is first shown: most visits read, and never open a dialog. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactElement {
  const Loaded = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>
  return (props) => <Suspense>{createElement(Loaded, props)}</Suspense>
}
