import type { ReactNode } from 'react'
import { Page } from '../../platform/layout.tsx'
import { PageHeader } from '../../ui/index.ts'
import styles from './AccountFrame.module.css'

interface AccountFrameProps {
  title: string
  lead?: string
  children: ReactNode
  /** Other ways, under a rule. */
  others?: ReactNode
}

/** A page with one short form. */
export function AccountFrame({ title, lead, children, others }: AccountFrameProps) {
  return (
    <Page title={title}>
      <div className={styles.column}>
        <PageHeader title={title} lead={lead} />
        {children}
        {others && <div className={styles.others}>{others}</div>}
      </div>
    </Page>
  )
}
