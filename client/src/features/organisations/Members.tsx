import type { Organisation } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useMe } from '../../platform/session.tsx'
import { Rows, SectionHead, SkeletonLines } from '../../ui/index.ts'
import { Invitations } from './Invitations.tsx'
import { InviteForm } from './InviteForm.tsx'
import { Leaving } from './Leaving.tsx'
import { MemberRow } from './MemberRow.tsx'
import styles from './Members.module.css'
import { WritingSwitch } from './WritingSwitch.tsx'

/** Who works here for the association; who runs it also invites and decides who may write for it. */
export function Members({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { user } = useMe()
  const organisationId = organisation.id
  const { data, error, refetch } = useQuery(read('organisations.listMembers', { organisationId }))
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
      {mayManage && <InviteForm organisationId={organisationId} />}
      {mayManage && data && data.invitations.length > 0 && (
        <Invitations organisationId={organisationId} invitations={data.invitations} />
      )}
      {user && <Leaving organisation={organisation} userId={user.id} />}
    </section>
  )
}
