import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { BarTools } from '../../platform/SearchLink.tsx'
import { PageHeader, PhoneHeader } from '../../ui/index.ts'

interface OwnPageProps {
  title: string
  lead?: string
  /** Where the arrow leads; to one's own page when left out. */
  back?: { href: string; label: string }
  children: ReactNode
}

/** A page beneath "Ich". */
export function OwnPage({ title, lead, back, children }: OwnPageProps) {
  const { t } = useTranslation()
  const up = back ?? { href: '/ich', label: t('common.nav.account') }
  return (
    <Page
      title={title}
      header={
        <PhoneHeader back={up} tools={<BarTools />}>
          {up.label}
        </PhoneHeader>
      }
    >
      <PageHeader title={title} lead={lead} />
      {children}
    </Page>
  )
}
