import type { Organisation } from '@augenhoehe/contracts'
import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, SectionHead, SkeletonLines, useToast } from '../../ui/index.ts'
import { entriesOf } from './draft.ts'
import { ProfileFacts } from './ProfileFacts.tsx'
import styles from './OwnProfile.module.css'
import { TakeAlong } from './exchange/TakeAlong.tsx'
import { useTakeOrganisation } from './take-organisation.ts'
import { useArrival } from './useArrival.ts'

const OrganisationForm = lazy(async () => ({
  default: (await import('./OrganisationForm.tsx')).OrganisationForm<Organisation>,
}))

/** How others see the association, and the form behind it for who runs it. */
export function OwnProfile({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const toast = useToast()
  const take = useTakeOrganisation()
  const { memberships } = useMe()
  const mayChange = organisation.ownRole === 'admin'
  const [params, setParams] = useSearchParams()
  // Part of the address, so that the question whether all of it still holds leads straight here.
  const editing = mayChange && params.get('profil') === 'bearbeiten'
  const setEditing = (wanted: boolean) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        if (wanted) after.set('profil', 'bearbeiten')
        else after.delete('profil')
        return after
      },
      { replace: true, preventScrollReset: true },
    )
  const place = useArrival(editing)
  const isAsked = memberships.some(
    ({ organisationId, upkeep }) =>
      organisationId === organisation.id && (upkeep?.state === 'asked' || upkeep?.state === 'unconfirmed'),
  )

  if (editing) {
    return (
      <section aria-labelledby="own-profile" className={styles.profile} ref={place}>
        <SectionHead id="own-profile">{t('membership.ownPage.profile')}</SectionHead>
        {isAsked && <p>{t('upkeep.saving')}</p>}
        <Suspense fallback={<SkeletonLines label={t('common.loading')} node={false} />}>
          <OrganisationForm
            initial={entriesOf(organisation)}
            submitLabel={t('membership.ownPage.saveProfile')}
            send={(draft) => call('organisations.change', { ...draft, organisationId: organisation.id })}
            onDone={(changed) => {
              take(changed)
              setEditing(false)
              toast.show({
                text: isAsked ? t('upkeep.saved', { name: changed.name }) : t('common.saved'),
                closeLabel: t('common.close'),
              })
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
