import type { OrganisationRole } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { RadioField } from '../../ui/index.ts'

interface RoleFieldProps {
  value: OrganisationRole
  onChange: (role: OrganisationRole) => void
}

/** As what somebody is invited. */
export function RoleField({ value, onChange }: RoleFieldProps) {
  const { t } = useTranslation()
  return (
    <RadioField
      label={t('membership.invite.role')}
      value={value}
      options={[
        { value: 'member', label: t('membership.members.member'), note: t('membership.invite.memberNote') },
        { value: 'admin', label: t('membership.members.admin'), note: t('membership.invite.adminNote') },
      ]}
      onChange={(role) => onChange(role === 'admin' ? 'admin' : 'member')}
    />
  )
}
