const mark = '#warum-'

/** The explanation has an address: the way back closes it, and one can send it to somebody. */
export const whyHref = (organisationId: string) => mark + organisationId

export const explainedIn = (hash: string) => (hash.startsWith(mark) ? hash.slice(mark.length) : null)
