import { Page } from '../../platform/layout.tsx'

export function DirectoryPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function ProfilePage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function CreatePage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function InvitationPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function OwnOrganisationPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}
