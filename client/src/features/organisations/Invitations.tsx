import type { Invitation, OrganisationRole } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Button, Row, Rows, SectionHead, useToast } from '../../ui/index.ts'

interface InvitationsProps {
  organisationId: string
  invitations: readonly Invitation[]
}

export function Invitations({ organisationId, invitations }: InvitationsProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const settle = {
    onSettled: () => queries.invalidateQueries({ queryKey: ['organisations.listMembers'] }),
    onError: (error: Error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  }
  const invite = useMutation({
    mutationFn: ({ email, role }: { email: string; role: OrganisationRole }) =>
      call('organisations.invite', { organisationId, email, role }),
    ...settle,
  })
  const withdraw = useMutation({
    mutationFn: ({ id }: Invitation) =>
      call('organisations.withdrawInvitation', { organisationId, invitationId: id }),
    ...settle,
    onSuccess: (_, { email, byLink, role }) =>
      toast.show({
        text: email === null ? t('membership.link.withdrawn') : t('membership.invite.withdrawn', { email }),
        // A link cannot be told a second time; another one is made instead.
        ...(email !== null &&
          !byLink && {
            action: { label: t('membership.invite.again'), onAction: () => invite.mutate({ email, role }) },
          }),
        closeLabel: t('common.close'),
      }),
  })
  return (
    <div>
      <SectionHead level={3}>{t('membership.invite.pending')}</SectionHead>
      <Rows>
        {invitations.map((invitation) => (
          <Row
            key={invitation.id}
            title={
              invitation.email === null ? t('membership.link.open') : <bdi dir="ltr">{invitation.email}</bdi>
            }
            meta={[
              t('membership.invite.by', {
                name: invitation.invitedBy,
                day: formatDate(invitation.expiresAt),
              }),
              ...(invitation.byLink ? [t('membership.link.byLink')] : []),
              ...(invitation.role === 'admin' ? [t('membership.members.admin')] : []),
            ].join(' · ')}
            actions={
              <Button
                look="text"
                onClick={() => withdraw.mutate(invitation)}
                aria-label={
                  invitation.email === null
                    ? t('membership.link.withdrawIt', { day: formatDate(invitation.expiresAt) })
                    : t('membership.invite.withdrawFor', { email: invitation.email })
                }
              >
                {t('membership.invite.withdraw')}
              </Button>
            }
          />
        ))}
      </Rows>
    </div>
  )
}
