import { describe, expect, it } from 'vitest'
import { requestFor } from './request-for.ts'

describe('a request', () => {
  it('fills the path and sends the rest as a body', () => {
    const request = requestFor('POST /threads/:threadId/contributions', {
      threadId: 'a/b',
      text: 'Guten Tag',
    })
    expect(request).toEqual({
      method: 'POST',
      url: '/api/threads/a%2Fb/contributions',
      body: '{"text":"Guten Tag"}',
    })
  })

  it('asks by query for what it reads or removes, and leaves out what is not given', () => {
    expect(requestFor('GET /organisations', { search: 'gießen & co', limit: 30, field: undefined })).toEqual({
      method: 'GET',
      url: '/api/organisations?search=gie%C3%9Fen+%26+co&limit=30',
      body: null,
    })
    expect(requestFor('DELETE /organisations/:id', { id: 'x' })).toEqual({
      method: 'DELETE',
      url: '/api/organisations/x',
      body: null,
    })
  })
})
