import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { UnderPage } from '../../platform/UnderPage.tsx'

interface OwnPageProps {
  title: string
  lead?: string
  /** Where the arrow leads; to one's own page when left out. */
  back?: { href: string; label: string }
  children: ReactNode
}

/** A page beneath "Ich". */
export function OwnPage({ back, ...page }: OwnPageProps) {
  const { t } = useTranslation()
  return <UnderPage {...page} up={back ?? { href: '/ich', label: t('common.nav.account') }} />
}
