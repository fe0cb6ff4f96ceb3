import type { Room } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Link, Rows, SectionHead } from '../../ui/index.ts'
import { BriefRow } from './BriefRow.tsx'
import styles from './Results.module.css'

const most = 3

/** The newest results of a room, and the way to all of them. */
export function RoomResults({ room }: { room: Room }) {
  const { t } = useTranslation()
  const id = useId()
  const { data } = useQuery(read('results.list', { roomId: room.id, limit: most }))
  if (!data || data.records.length === 0) return null
  return (
    <section aria-labelledby={id} className={styles.section}>
      <SectionHead
        id={id}
        action={<Link href={`/ergebnisse?raum=${room.slug}`}>{t('results.list.all')}</Link>}
      >
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
