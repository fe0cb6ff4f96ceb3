import { later } from '../../ui/index.ts'

export const AnswerDialog = later(async () => (await import('./AnswerDialog.tsx')).AnswerDialog)
export const ListingDialog = later(async () => (await import('./ListingDialog.tsx')).ListingDialog)
export const MarkedListing = later(async () => (await import('./MarkedListing.tsx')).MarkedListing)
export const RequestDialog = later(async () => (await import('./RequestDialog.tsx')).RequestDialog)
export const WhyDialog = later(async () => (await import('./WhyDialog.tsx')).WhyDialog)
