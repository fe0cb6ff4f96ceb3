/** What this browser remembers of somebody who has seen the first question, even if the server could not be told. */
export const cameBy = (userId: string) => `welcomed.${userId}`
