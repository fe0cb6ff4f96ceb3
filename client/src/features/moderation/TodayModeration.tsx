import { useTranslation } from '../../platform/i18n.ts'
import { useDesk } from '../../platform/desk.ts'
import { Banner, Link } from '../../ui/index.ts'
import styles from './Moderation.module.css'
import { useOwnStatements } from './useOwnStatements.ts'

/** My turn: what was decided about me, and what waits for my decision. Where nothing does, nothing is said. */
export function TodayModeration() {
  const { t } = useTranslation()
  const { fresh } = useOwnStatements()
  const { waiting = 0 } = useDesk()
  if (fresh.length === 0 && waiting === 0) return null
  const only = fresh.length === 1 ? fresh[0] : undefined
  return (
    <div className={styles.column}>
      {fresh.length > 0 && (
        <Banner
          tone="info"
          inset
          action={
            <Link href={only ? `/ich/entscheidungen/${only.id}` : '/ich/entscheidungen'}>
              {t('moderating.today.read')}
            </Link>
          }
        >
          {t('moderating.today.decided', { count: fresh.length })}
        </Banner>
      )}
      {waiting > 0 && (
        <Banner tone="info" inset action={<Link href="/moderation">{t('moderating.today.toDesk')}</Link>}>
          {t('moderating.today.waiting', { count: waiting })}
        </Banner>
      )}
    </div>
  )
}
