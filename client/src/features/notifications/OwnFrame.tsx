import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { UnderPage } from '../../platform/UnderPage.tsx'

interface OwnFrameProps {
  title: string
  lead: string
  children: ReactNode
}

/** A page beneath "Ich". */
export function OwnFrame(page: OwnFrameProps) {
  const { t } = useTranslation()
  return <UnderPage {...page} up={{ href: '/ich', label: t('common.nav.account') }} />
}
