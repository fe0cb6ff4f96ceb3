import { pino, type DestinationStream, type Logger } from 'pino'

export type Log = Logger

/** JSON lines; never bodies, mail addresses, cookies or tokens. */
export const createLog = (level: string, to?: DestinationStream): Log =>
  pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          '*.email',
          '*.password',
          '*.token',
          '*.cookie',
          'headers',
          'req',
          'res',
          'err.config',
          'err.errorResponse.keyValue',
          'err.keyValue',
        ],
        remove: true,
      },
    },
    to,
  )
