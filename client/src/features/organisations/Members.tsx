import type { Organisation } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useMe } from '../../platform/session.tsx'
import { Button, Rows, SectionHead, SkeletonLines } from '../../ui/index.ts'
import { Invitations } from './Invitations.tsx'
import { Inviting } from './Inviting.tsx'
import { Leaving } from './Leaving.tsx'
import { MemberRow } from './MemberRow.tsx'
import styles from './Members.module.css'
import { Functions } from './people/Functions.tsx'
import { OwnSay } from './people/OwnSay.tsx'
import { SecondAdmin } from './people/SecondAdmin.tsx'
import { WritingSwitch } from './WritingSwitch.tsx'

/** Who works here for the association; who runs it also invites and decides who may write for it. */
export function Members({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { user, memberships } = useMe()
  const organisationId = organisation.id
  const { data, error, refetch } = useQuery(read('organisations.listMembers', { organisationId }))
  const own = memberships.find((one) => one.organisationId === organisationId)
  const mayManage = organisation.ownRole === 'admin'

  return (
    <section aria-labelledby="own-members" className={styles.members}>
      <div>
        <SectionHead id="own-members">{t('membership.members.title')}</SectionHead>
        {error && !data && <LoadFailed error={error} onRetry={refetch} size="small" />}
        {!error && !data && <SkeletonLines label={t('common.loading')} entries={2} lines={0} />}
        {data && (
          <Rows>
            {data.members.map((member) => (
              <MemberRow
                key={member.userId}
                organisationId={organisationId}
                member={member}
                self={member.userId === user?.id}
                mayManage={mayManage}
              />
            ))}
          </Rows>
        )}
      </div>
      {mayManage && <WritingSwitch organisation={organisation} />}
      {mayManage && <SecondAdmin organisationId={organisationId} />}
      {mayManage && <Inviting organisationId={organisationId} />}
      {mayManage && data && data.invitations.length > 0 && (
        <Invitations organisationId={organisationId} invitations={data.invitations} />
      )}
      {data && (
        <Functions
          organisationId={organisationId}
          members={data.members}
          functions={data.functions}
          mayManage={mayManage}
        />
      )}
      {own && <OwnSay membership={own} />}
      {mayManage && (
        <div>
          <Button look="line" href={`/mein-verein/uebergabe?verein=${organisation.slug}`}>
            {t('people.handover.open')}
          </Button>
        </div>
      )}
      {user && <Leaving organisation={organisation} userId={user.id} />}
    </section>
  )
}
