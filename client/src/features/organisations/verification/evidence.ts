import type { Evidence } from '@augenhoehe/contracts'

/** What is taken; a phone turns its own kind of photograph into one of these by itself. */
export const acceptedTypes = 'image/jpeg,image/png,image/webp,application/pdf'
export const mostBytes = 10 * 1024 * 1024

/** The picture of a page, counted from 1. */
export const pageAddress = (organisationId: string, { id }: Evidence, page: number, small = false) =>
  `/api/organisations/${organisationId}/evidence/${id}/${page}${small ? '?size=small' : ''}`
