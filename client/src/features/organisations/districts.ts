/** The official key of a municipality begins with that of its district. */
export const districtOf = (ags: string) => ags.slice(0, 5)
