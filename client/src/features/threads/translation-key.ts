/** Names what was begun about a contribution, or a change of a translation. */
export const translationKey = (userId: string, id: string) => `translation.${userId}.${id}`
