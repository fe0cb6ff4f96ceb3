import type { SessionBrief } from '@augenhoehe/contracts'

type Place = Pick<SessionBrief, 'id' | 'roomSlug' | 'threadId'>

/** Where things stand; said once, because many places lead there. */
export const threadHref = ({ roomSlug, threadId }: Omit<Place, 'id'>) => `/raeume/${roomSlug}/${threadId}`
export const liveHref = (session: Place) => `${threadHref(session)}/live?termin=${session.id}`
export const deskHref = (session: Place) => `${threadHref(session)}/pult?termin=${session.id}`
export const planHref = (session: Place) => `${threadHref(session)}/planen?termin=${session.id}`
