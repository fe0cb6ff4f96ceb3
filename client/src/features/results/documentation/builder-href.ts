export const documentationsHref = '/verwaltung/dokumentationen'
export const builderHref = (documentationId: string) => `${documentationsHref}/${documentationId}`
