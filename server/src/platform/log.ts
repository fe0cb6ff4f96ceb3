import { pino, type DestinationStream, type Logger } from 'pino'

export type Log = Logger

const mostCauses = 3

/**
 * What may be values of somebody's: what drivers and schemas quote in their messages, and what has the form of an
 * address of mail or network.
 */
const masked = (text: string) =>
  text
    .replaceAll(/dup key: \{.*\}/gs, 'dup key: {…}')
    .replaceAll(/(["`])(?:(?!\1).)*\1/gs, '$1…$1')
    .replaceAll(/[^\s<>"'`:;,()]+@[^\s<>"'`:;,()]+/g, '…@…')
    .replaceAll(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '….….….…')
    .replaceAll(/\b(?:[0-9a-f]{1,4}:){3,7}(?::|[0-9a-f]{1,4})\S*/gi, '…:…')

/** An error without the values that led to it: its kind, code and place, and what it says about no one. */
function withoutValues(error: unknown, causes = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack, cause } = error
  const { code } = error as { code?: unknown }
  return {
    type: name,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    message: masked(message),
    stack: (stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(cause !== undefined && causes < mostCauses && { cause: withoutValues(cause, causes + 1) }),
  }
}

/** JSON lines; never bodies, texts, names, addresses of mail or network, cookies or tokens. */
export const createLog = (level: string, to?: DestinationStream): Log =>
  pino(
    {
      level,
      base: null,
      serializers: { err: (error: unknown) => withoutValues(error) },
      redact: {
        paths: ['*.email', '*.password', '*.token', '*.cookie', 'headers', 'req', 'res'],
        remove: true,
      },
    },
    to,
  )
