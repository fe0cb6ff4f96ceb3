import { OwnOrganisationPage } from '../features/organisations/index.tsx'

export const OwnOrganisationRoute = () => <OwnOrganisationPage />
