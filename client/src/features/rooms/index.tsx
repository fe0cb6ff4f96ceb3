import { Page } from '../../platform/layout.tsx'

export function RoomsPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function RoomPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function StartThreadPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function NewestThreads({ limit = 3 }: { limit?: number }) {
  return limit > 0 ? <></> : null
}
