import { Page } from '../../platform/layout.tsx'

export function FeedPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function PublicListings({ limit = 3 }: { limit?: number }) {
  return limit > 0 ? <></> : null
}

export function TodayRequests({ organisationId }: { organisationId: string }) {
  return organisationId === '' ? null : <></>
}

export function TodayMatches({ organisationId }: { organisationId: string }) {
  return organisationId === '' ? null : <></>
}

export function OwnListings({ organisationId }: { organisationId: string }) {
  return organisationId === '' ? null : <></>
}

export function Requests({ organisationId }: { organisationId: string }) {
  return organisationId === '' ? null : <></>
}
