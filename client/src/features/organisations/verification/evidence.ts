import type { Evidence } from '@augenhoehe/contracts'

/**
 * What is taken. Safari turns the photographs of Apple devices (HEIC) into the first picture of this list, so that
 * one has to be JPEG; with HEIC on it, it would hand them over as they are.
 */
export const acceptedTypes = 'image/jpeg,image/png,image/webp,application/pdf'
export const mostBytes = 10 * 1024 * 1024

/** The picture of a page, counted from 1. */
export type PageAddress = (page: number, small?: boolean) => string

const picture =
  (folder: string, { id }: Evidence): PageAddress =>
  (page, small = false) =>
    `/api/${folder}/${id}/${page}${small ? '?size=small' : ''}`

/** Of what an association sent for its verification. */
export const evidencePages = (organisationId: string, evidence: Evidence) =>
  picture(`organisations/${organisationId}/evidence`, evidence)

/** Of what somebody sent who asks to be let in. */
export const extractPages = (claimId: string, evidence: Evidence) =>
  picture(`administration/claims/${claimId}/extract`, evidence)
