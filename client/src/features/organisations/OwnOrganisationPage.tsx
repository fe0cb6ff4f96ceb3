import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { OwnOrganisation, type OwnOrganisationProps } from './OwnOrganisation.tsx'

export function OwnOrganisationPage({ children }: OwnOrganisationProps) {
  return (
    <SignInFirst>
      <OwnOrganisation>{children}</OwnOrganisation>
    </SignInFirst>
  )
}
