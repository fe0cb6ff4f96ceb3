import type { Operator } from './operator.ts'

const validForMs = 180 * 24 * 60 * 60 * 1000

/** Where to tell in private of a weakness (RFC 9116), from what the operator says of themselves. */
export const securityTxt = (operator: Operator, baseUrl: string, now: Date) =>
  [
    `Contact: mailto:${operator.email}`,
    // What nobody keeps up shall not be believed for ever: asked anew, it is another half year.
    `Expires: ${new Date(now.getTime() + validForMs).toISOString()}`,
    'Preferred-Languages: de, en',
    `Canonical: ${baseUrl}/.well-known/security.txt`,
    '',
  ].join('\n')
