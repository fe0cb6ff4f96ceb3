import { useMutation } from '@tanstack/react-query'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useMe } from '../../../platform/session.tsx'
import { Button } from '../../../ui/index.ts'
import styles from './SecondAdmin.module.css'
import { useSaying } from './useSaying.ts'

interface SecondAdminProps {
  /** Only for this association; otherwise for the first that needs it. */
  organisationId?: string
}

/** Whoever runs an association alone is asked to find a second person, and may put that off. */
export function SecondAdmin({ organisationId }: SecondAdminProps) {
  const { t } = useTranslation()
  const { memberships } = useMe()
  const { say, settle } = useSaying()
  const alone = memberships.find(
    (one) => one.needsSecondAdmin && (organisationId === undefined || one.organisationId === organisationId),
  )
  const later = useMutation({
    mutationFn: (id: string) => call('organisations.postponeSecondAdmin', { organisationId: id }),
    ...settle('accounts.me'),
    onSuccess: () => say(t('people.alone.postponed')),
  })
  if (!alone) return null
  return (
    <aside className={styles.alone} aria-labelledby="second-admin">
      <h2 id="second-admin" className={styles.title}>
        {t('people.alone.title', { name: alone.name })}
      </h2>
      <p>{t('people.alone.text')}</p>
      <div className={styles.actions}>
        <Button look="line" href={`/mein-verein?verein=${alone.slug}&einladen=verwalten`}>
          {t('people.alone.invite')}
        </Button>
        <Button look="text" busy={later.isPending} onClick={() => later.mutate(alone.organisationId)}>
          {t('people.alone.later')}
        </Button>
      </div>
    </aside>
  )
}
