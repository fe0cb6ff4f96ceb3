import type { NoticeKind, NoticeLine } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'

/** Of these the time is when something takes place; of all others, until when something is to be done. */
const takesPlace: ReadonlySet<NoticeKind> = new Set(['session.planned', 'session.changed', 'session.started'])

/** What a line says, in the reader's language. */
export function useSaid() {
  const { t } = useTranslation()
  const { formatWeekday, formatTime } = useFormat()
  return ({ about, kind, because, by, until, count }: NoticeLine) => {
    const moment = until && { day: formatWeekday(until), time: formatTime(until) }
    return {
      title: about.title || t(`notifications.about.${about.kind}`),
      /** Whom somebody acts for comes first, who they are second. */
      who: [by?.organisation, by?.name].filter((name) => typeof name === 'string'),
      what: t(`notifications.kind.${kind}`, { count }),
      when: moment && t(takesPlace.has(kind) ? 'notifications.on' : 'notifications.until', moment),
      /** Not twice on one line. */
      place: about.place === because.name ? null : about.place,
      why: t(`notifications.because.${because.reason}`, { name: because.name ?? about.title }),
    }
  }
}
