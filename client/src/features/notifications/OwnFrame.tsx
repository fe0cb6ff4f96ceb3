import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { BarTools } from '../../platform/SearchLink.tsx'
import { PageHeader, PhoneHeader } from '../../ui/index.ts'

interface OwnFrameProps {
  title: string
  lead: string
  children: ReactNode
}

/** A page beneath "Ich". */
export function OwnFrame({ title, lead, children }: OwnFrameProps) {
  const { t } = useTranslation()
  const up = t('common.nav.account')
  return (
    <Page
      title={title}
      header={
        <PhoneHeader back={{ href: '/ich', label: up }} tools={<BarTools />}>
          {up}
        </PhoneHeader>
      }
    >
      <PageHeader title={title} lead={lead} />
      {children}
    </Page>
  )
}
