import type { SessionBrief } from '@augenhoehe/contracts'

const escaped = (text: string) => text.replaceAll(/([\\;,])/g, '\\$1').replaceAll(/\r?\n/g, '\\n')
const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** Lines of at most 75 bytes, as RFC 5545 wants them; a line that goes on begins with a space. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length
    if (bytes + size > 73) {
      parts.push(part)
      part = ''
      bytes = 0
    }
    part += sign
    bytes += size
  }
  return [...parts, part].join('\r\n ')
}

/** One session as a calendar entry (RFC 5545). */
export function calendarEntry(
  {
    id,
    title,
    startsAt,
    minutes,
    place,
    meetingUrl,
  }: Pick<SessionBrief, 'id' | 'title' | 'startsAt' | 'minutes' | 'place' | 'meetingUrl'>,
  { url, now }: { url: string; now: number },
): string {
  const begins = Date.parse(startsAt)
  const where = place ?? meetingUrl
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Augenhoehe//DE',
    'BEGIN:VEVENT',
    `UID:${id}@augenhoehe`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(begins)}`,
    `DTEND:${stamp(begins + minutes * 60_000)}`,
    `SUMMARY:${escaped(title)}`,
    ...(where === null ? [] : [`LOCATION:${escaped(where)}`]),
    `URL:${url}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')
}

/** Hands a file to the device; on phones it opens in the calendar. */
export function saveCalendarEntry(text: string, name: string) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
