import type { Organisation } from '@augenhoehe/contracts'
import { lazy, Suspense, useState } from 'react'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, SectionHead, SkeletonLines, useToast } from '../../ui/index.ts'
import { entriesOf } from './draft.ts'
import { ProfileFacts } from './ProfileFacts.tsx'
import styles from './OwnProfile.module.css'
import { TakeAlong } from './exchange/TakeAlong.tsx'
import { useTakeOrganisation } from './take-organisation.ts'

const OrganisationForm = lazy(async () => ({
  default: (await import('./OrganisationForm.tsx')).OrganisationForm<Organisation>,
}))

/** How others see the association, and the form behind it for who runs it. */
export function OwnProfile({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const toast = useToast()
  const take = useTakeOrganisation()
  const [editing, setEditing] = useState(false)
  const mayChange = organisation.ownRole === 'admin'

  if (editing) {
    return (
      <section aria-labelledby="own-profile" className={styles.profile}>
        <SectionHead id="own-profile">{t('membership.ownPage.profile')}</SectionHead>
        <Suspense fallback={<SkeletonLines label={t('common.loading')} node={false} />}>
          <OrganisationForm
            initial={entriesOf(organisation)}
            submitLabel={t('membership.ownPage.saveProfile')}
            send={(draft) => call('organisations.change', { ...draft, organisationId: organisation.id })}
            onDone={(changed) => {
              take(changed)
              setEditing(false)
              toast.show({ text: t('common.saved'), closeLabel: t('common.close') })
            }}
            onCancel={() => setEditing(false)}
          />
        </Suspense>
      </section>
    )
  }
  return (
    <section aria-labelledby="own-profile" className={styles.profile}>
      <SectionHead id="own-profile">{t('membership.ownPage.profile')}</SectionHead>
      <p className={styles.self} dir="auto">
        {organisation.selfDescription || t('membership.ownPage.noWords')}
      </p>
      <ProfileFacts organisation={organisation} level={3} />
      {mayChange && (
        <div>
          <Button look="line" onClick={() => setEditing(true)}>
            {t('membership.ownPage.editProfile')}
          </Button>
          <TakeAlong of={`${organisation.id}/`} />
        </div>
      )}
    </section>
  )
}
