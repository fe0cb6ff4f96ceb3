/**
 * What a page does about a worker that waits or has taken over. A worker of the page's own version takes over quietly,
 * another one is mentioned; nothing is ever loaded without being asked for. Null: a worker that does not say what it is.
 */
export function whatToDo({
  page,
  worker,
  waits,
}: {
  page: string
  worker: string | null
  waits: boolean
}): 'let-it' | 'tell' | 'nothing' {
  if (worker === page) return waits ? 'let-it' : 'nothing'
  // Nobody takes over from a newer one: what does, and is not this page's version, is newer than the page.
  return waits || worker !== null ? 'tell' : 'nothing'
}
