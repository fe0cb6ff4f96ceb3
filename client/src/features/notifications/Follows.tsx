import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useLocale, useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useSetFollowing } from '../../platform/useFollowing.tsx'
import { Button, Row, Rows, SkeletonLines } from '../../ui/index.ts'
import styles from './Settings.module.css'

/** Everything one follows or has muted, with the way to end it. */
export function Follows() {
  const { t } = useTranslation()
  const locale = useLocale()
  const { data, error, refetch } = useQuery(read('notifications.follows', { locale }))
  const { set } = useSetFollowing()
  if (error && !data) return <LoadFailed error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={2} node={false} />
  if (data.follows.length === 0) return <p className={styles.soft}>{t('notifications.follow.empty')}</p>
  return (
    <Rows label={t('notifications.follow.list')}>
      {data.follows.map(({ kind, target, state, automatic, title, place, path }) => {
        const act = t(state === 'mute' ? 'notifications.follow.act.unmute' : 'notifications.follow.act.none')
        return (
          <Row
            key={`${kind} ${target}`}
            title={<bdi>{title}</bdi>}
            href={path}
            level={3}
            meta={
              <>
                {t(`notifications.follow.kind.${kind}`)}
                {place !== null && (
                  <>
                    {' · '}
                    <bdi>{place}</bdi>
                  </>
                )}
                {state === 'mute' && ` · ${t('notifications.follow.state.mute')}`}
                {automatic && ` · ${t('notifications.because.wrote-here')}`}
              </>
            }
            actions={
              <Button
                look="line"
                aria-label={t('notifications.follow.of', { act, title })}
                onClick={() => set({ kind, target, state: 'none', before: state })}
              >
                {act}
              </Button>
            }
          />
        )
      })}
    </Rows>
  )
}
