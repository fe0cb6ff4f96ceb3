const of = (path: string) => (organisationId: string) => `/suchen-und-bieten/${path}?verein=${organisationId}`

export const exposureHref = of('gezeigt')
export const preferencesHref = of('wichtig')
