import { Page } from '../../platform/layout.tsx'

export function ThreadPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}
