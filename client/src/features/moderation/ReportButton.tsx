import { useState } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { withWords } from '../../platform/with-words.ts'
import { Button, later } from '../../ui/index.ts'
import type { Reportable } from './ReportDialog.tsx'

const ReportDialog = later(() => withWords(async () => (await import('./ReportDialog.tsx')).ReportDialog))

export interface ReportButtonProps {
  about: Reportable
  /** What it is called, for whoever does not see where the button stands. */
  name: string
}

/** Reports a profile or a listing, also without an account. */
export function ReportButton({ about, name }: ReportButtonProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="text" aria-label={t('moderation.report.named', { name })} onClick={() => setOpen(true)}>
        {t('moderation.report.open')}
      </Button>
      {open && <ReportDialog about={about} onClose={() => setOpen(false)} />}
    </>
  )
}
