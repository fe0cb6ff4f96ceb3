import type { RecordBrief, Room } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { soften } from '../../platform/soften.ts'
import { Link, Rows, SectionHead } from '../../ui/index.ts'
import { documentationHref, recordHref } from './addresses.ts'
import { BriefRow } from './BriefRow.tsx'
import styles from './Results.module.css'

const most = 3

const hrefOf = ({ id, kind }: RecordBrief) => (kind === 'record' ? recordHref(id) : documentationHref(id))

/** The newest results of a room, and the way to all of them. */
export function RoomResults({ room, beside = false }: { room: Room; beside?: boolean }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const id = useId()
  const { data } = useQuery(read('results.list', { roomId: room.id, limit: most }))
  if (!data || data.records.length === 0) return null
  const all = <Link href={`/ergebnisse?raum=${room.slug}`}>{t('results.list.all')}</Link>
  if (beside) {
    return (
      <section aria-labelledby={id}>
        <h2 id={id}>{t('results.list.title')}</h2>
        <ul className={styles.beside}>
          {data.records.map((brief) => (
            <li key={brief.id}>
              <Link href={hrefOf(brief)} quiet>
                <bdi>{soften(brief.title)}</bdi>
              </Link>
              <p>{formatDate(brief.heldAt)}</p>
            </li>
          ))}
        </ul>
        <p>{all}</p>
      </section>
    )
  }
  return (
    <section aria-labelledby={id} className={styles.section}>
      <SectionHead id={id} action={all}>
        {t('results.list.title')}
      </SectionHead>
      <Rows>
        {data.records.map((brief) => (
          <BriefRow key={brief.id} brief={brief} level={3} />
        ))}
      </Rows>
    </section>
  )
}
