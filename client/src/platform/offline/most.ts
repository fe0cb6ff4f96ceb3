/** How many answers of each kind are kept, the ones used last. What is not named is not kept. */
export const most: Readonly<Record<string, number>> = {
  'accounts.me': 1,
  'platform.get': 1,
  'glossary.list': 1,
  'rooms.list': 1,
  'rooms.get': 20,
  'threads.list': 20,
  'threads.get': 20,
  'threads.contributions': 20,
}
export const mostContributions = 200
