import type { Room } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Link, SectionHead } from '../../ui/index.ts'
import styles from './Moderation.module.css'
import { RoomTools } from './RoomTools.tsx'

/** At the foot of a room: how it is moderated, for everybody; what one can set, for those who moderate it. */
export function RoomModeration({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { isSignedIn } = useMe()
  return (
    <section aria-labelledby="room-moderation" className={styles.footLink}>
      <SectionHead id="room-moderation">{t('moderating.room.title')}</SectionHead>
      {room.mayModerate && <RoomTools room={room} />}
      <p className={styles.links}>
        {room.mayModerate && <Link href="/moderation">{t('moderating.room.toDesk')}</Link>}
        {isSignedIn && <Link href={`/raeume/${room.slug}/protokoll`}>{t('moderating.room.log')}</Link>}
        <Link href="/moderation/zahlen">{t('moderating.room.how')}</Link>
      </p>
    </section>
  )
}
