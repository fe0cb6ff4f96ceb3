import { AdministrationFrame } from '../administration/AdministrationFrame.tsx'
import { StaleOrganisations } from './StaleOrganisations.tsx'

/** `/verwaltung/organisationen/angaben`: whose profile has to be asked about. */
export const StalePage = () => (
  <AdministrationFrame current="stale">
    <StaleOrganisations />
  </AdministrationFrame>
)
