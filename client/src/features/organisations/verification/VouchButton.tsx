import type { Organisation } from '@augenhoehe/contracts'
import { useState } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { useMe } from '../../../platform/session.tsx'
import { withWords } from '../../../platform/with-words.ts'
import { Button, later } from '../../../ui/index.ts'

const VouchDialog = later(() => withWords(async () => (await import('./VouchDialog.tsx')).VouchDialog))

/** For whoever runs a verified association, on the profile of one that is not verified yet. */
export function VouchButton({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { memberships } = useMe()
  const [open, setOpen] = useState(false)
  const own = memberships.filter(({ role, verified }) => role === 'admin' && verified)
  if (organisation.verified || organisation.ownRole !== null || own.length === 0) return null
  return (
    <>
      <Button look="text" onClick={() => setOpen(true)}>
        {t('organisations.vouch')}
      </Button>
      {open && <VouchDialog organisation={organisation} own={own} onClose={() => setOpen(false)} />}
    </>
  )
}
