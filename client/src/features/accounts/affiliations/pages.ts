export { Administration } from '../Administration.tsx'
export { AffiliationsPage } from './AffiliationsPage.tsx'
