const base = '/api'

/** Method and address of a call, and what of its input is left for the body. */
export function requestFor(http: string, input: Readonly<Record<string, unknown>>) {
  const [method = 'GET', pattern = '/'] = http.split(' ')
  const rest = { ...input }
  const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (method !== 'GET' && method !== 'DELETE') return { method, url: base + path, body: JSON.stringify(rest) }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      query.set(name, String(value))
    }
  }
  return { method, url: base + path + (query.size > 0 ? `?${query}` : ''), body: null }
}
