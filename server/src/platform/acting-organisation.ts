import type { ActingOrganisation } from '@augenhoehe/contracts'

/** An organisation as it stands beside what it does, wherever that is: of all that is known of it, no more than this. */
export const toActingOrganisation = ({ name, slug, verified }: ActingOrganisation): ActingOrganisation => ({
  name,
  slug,
  verified,
})

/** The same where what was done was done for one; none where it is not known any more. */
export const actingAmong = (
  organisations: ReadonlyMap<string, ActingOrganisation>,
  id: string | null | undefined,
): ActingOrganisation | null => {
  const found = id ? organisations.get(id) : undefined
  return found ? toActingOrganisation(found) : null
}
