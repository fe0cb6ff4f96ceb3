const newFor = 60 * 86_400_000

/** For two months an association counts as newly here, so that others say hello. */
export const isNewcomer = (joinedAt: string, now = Date.now()) => now - Date.parse(joinedAt) < newFor
