import { Page } from '../../platform/layout.tsx'

export function SignInPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function MagicLinkPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function SignUpPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function ForgottenPasswordPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function NewPasswordPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function VerifyPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function ClaimPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}

export function AccountPage() {
  return (
    <Page title="Augenhöhe">
      <h1>Augenhöhe</h1>
    </Page>
  )
}
