import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'

export const AnswerDialog = later(async () => (await import('./AnswerDialog.tsx')).AnswerDialog)
export const Introductions = later(
  async () => (await import('./introductions/Introductions.tsx')).Introductions,
)
export const ListingDialog = later(async () => (await import('./ListingDialog.tsx')).ListingDialog)
export const MarkedListing = later(async () => (await import('./MarkedListing.tsx')).MarkedListing)
export const ReferDialog = later(() => withWords(async () => (await import('./ReferDialog.tsx')).ReferDialog))
export const RequestCapacity = later(async () => (await import('./RequestCapacity.tsx')).RequestCapacity)
export const RequestDialog = later(() =>
  withWords(async () => (await import('./RequestDialog.tsx')).RequestDialog),
)
export const WithdrawDialog = later(async () => (await import('./WithdrawDialog.tsx')).WithdrawDialog)
export const WhyDialog = later(async () => (await import('./WhyDialog.tsx')).WhyDialog)
