import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, FormActions } from '../../ui/index.ts'
import { InviteForm } from './InviteForm.tsx'
import { LinkForm } from './people/LinkForm.tsx'

/** By mail, or by a link one hands over; opens from buttons, because most visits are not for inviting. */
export function Inviting({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  // From the reminder that nobody else runs the association.
  const role = params.get('einladen') === 'verwalten' ? 'admin' : 'member'
  const [way, setWay] = useState<'mail' | 'link' | null>(role === 'admin' ? 'mail' : null)
  const handleClose = () => setWay(null)
  return (
    <div id="einladen">
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
