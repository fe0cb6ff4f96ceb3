import { createElement, lazy, Suspense, type ComponentType, type ReactElement } from 'react'

const againMs = 5_000
const never = new Promise<never>(() => undefined)

/** What does not come over a weak network is asked for again; until it is there the rest of the page does without. */
async function fetched<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => {
        window.addEventListener('online', resolve, { once: true })
        setTimeout(resolve, againMs)
      })
    }
  }
}

/**
 * A component that is fetched when it is first shown: most visits read, and never open a dialog. `Waiting` keeps its
 * place until then, where what comes after it would be pushed away.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Waiting?: ComponentType<P>,
): (props: P) => ReactElement {
  const Loaded = lazy(async () => ({
    // Where a page is drawn before there is a browser nobody waits for more: its place is all there is of it.
    default: await (import.meta.env.SSR ? never : fetched(load)),
  })) as unknown as ComponentType<P>
  return (props) => (
    <Suspense fallback={Waiting && createElement(Waiting, props)}>{createElement(Loaded, props)}</Suspense>
  )
}
