import { useState } from 'react'
import { useLocation } from 'react-router'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { UnverifiedLimit } from '../../platform/UnverifiedLimit.tsx'
import { Button, FormActions } from '../../ui/index.ts'
import { InviteForm } from './InviteForm.tsx'
import { LinkForm } from './people/LinkForm.tsx'
import { useArrival } from './useArrival.ts'
import styles from './Members.module.css'

/** By mail, or by a link one hands over; opens from buttons, because most visits are not for inviting. */
export function Inviting({ organisationId }: { organisationId: string }) {
  const { key, search } = useLocation()
  // From the reminder that nobody else runs the association, or from a handover; again with every visit.
  const wanted = new URLSearchParams(search).get('einladen')
  return <Ways key={wanted === null ? '' : key} organisationId={organisationId} wanted={wanted} />
}

function Ways({ organisationId, wanted }: { organisationId: string; wanted: string | null }) {
  const { t } = useTranslation()
  const role = wanted === 'verwalten' ? 'admin' : 'member'
  const [way, setWay] = useState<'mail' | 'link' | null>(wanted === null ? null : 'mail')
  const place = useArrival<HTMLDivElement>(wanted !== null)
  const { memberships } = useMe()
  const own = memberships.find((membership) => membership.organisationId === organisationId)
  const handleClose = () => setWay(null)
  return (
    <div ref={place} className={styles.inviting}>
      <UnverifiedLimit own={own} what="invitations" />
      {way === 'mail' && <InviteForm organisationId={organisationId} role={role} onClose={handleClose} />}
      {way === 'link' && <LinkForm organisationId={organisationId} role={role} onClose={handleClose} />}
      {way === null && (
        <FormActions>
          <Button look="line" onClick={() => setWay('mail')}>
            {t('membership.invite.open')}
          </Button>
          <Button look="text" onClick={() => setWay('link')}>
            {t('people.link.make')}
          </Button>
        </FormActions>
      )}
    </div>
  )
}
