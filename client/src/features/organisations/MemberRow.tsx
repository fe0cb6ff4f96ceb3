import type { Member, OrganisationRole } from '@augenhoehe/contracts'
import { IconDots } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { useProblemText } from '../../platform/problem.ts'
import { ActionMenu, IconButton, Node, Row, useToast } from '../../ui/index.ts'

interface MemberRowProps {
  organisationId: string
  member: Member
  self: boolean
  mayManage: boolean
}

export function MemberRow({ organisationId, member, self, mayManage }: MemberRowProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const { userId, name, role, since } = member

  const settle = {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['organisations.listMembers'] }),
    onError: (error: Error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  }
  const change = useMutation({
    mutationFn: (wanted: OrganisationRole) =>
      call('organisations.changeMember', { organisationId, userId, role: wanted }),
    ...settle,
  })
  const back = useMutation({
    mutationFn: () => call('organisations.takeBackRemoval', { organisationId, userId }),
    ...settle,
  })
  const remove = useMutation({
    mutationFn: () => call('organisations.removeMember', { organisationId, userId }),
    ...settle,
    onSuccess: () => {
      void settle.onSuccess()
      toast.show({
        text: t('people.removed', { name }),
        action: { label: t('common.undo'), onAction: () => back.mutate() },
        closeLabel: t('common.close'),
      })
    },
  })

  const handleRole = (wanted: OrganisationRole) =>
    change.mutate(wanted, {
      onSuccess: () =>
        toast.show({
          text: t(wanted === 'admin' ? 'membership.members.nowAdmin' : 'membership.members.nowMember', {
            name,
          }),
          action: { label: t('common.undo'), onAction: () => change.mutate(role) },
          closeLabel: t('common.close'),
        }),
    })

  const menu = mayManage && !self && (
    <ActionMenu
      label={t('membership.members.actions', { name })}
      trigger={
        <IconButton
          label={t('membership.members.actions', { name })}
          icon={<IconDots aria-hidden="true" />}
        />
      }
      items={[
        role === 'admin'
          ? {
              id: 'member',
              label: t('membership.members.makeMember'),
              onSelect: () => handleRole('member'),
            }
          : { id: 'admin', label: t('membership.members.makeAdmin'), onSelect: () => handleRole('admin') },
        {
          id: 'remove',
          label: t('membership.members.remove'),
          tone: 'danger',
          onSelect: () => remove.mutate(),
        },
      ]}
    />
  )

  return (
    <Row
      leading={<Node>{initials(name)}</Node>}
      title={<bdi>{self ? t('membership.members.self', { name }) : name}</bdi>}
      meta={[
        t(role === 'admin' ? 'membership.members.admin' : 'membership.members.member'),
        t('organisations.profile.since', { day: formatDate(since) }),
      ].join(' · ')}
      trailing={menu}
    />
  )
}
