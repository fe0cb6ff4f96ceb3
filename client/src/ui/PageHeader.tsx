import type { ReactNode } from 'react'
import styles from './PageHeader.module.css'

export interface PageHeaderProps {
  /** Small line above: "Themenraum · öffentlich", a date. */
  eyebrow?: ReactNode
  title: ReactNode
  lead?: ReactNode
  /** Tags and short facts under the title. */
  facts?: ReactNode
  actions?: ReactNode
  /** beside: buttons at the end of the title's line where there is room. below: under the lead. */
  actionsPlace?: 'beside' | 'below' | undefined
}

export function PageHeader({
  eyebrow,
  title,
  lead,
  facts,
  actions,
  actionsPlace = 'below',
}: PageHeaderProps) {
  return (
    <div className={styles.header} data-place={actionsPlace}>
      <div className={styles.words}>
        {eyebrow && <p className={styles.eyebrow}>{eyebrow}</p>}
        <h1 className={styles.title}>{title}</h1>
        {facts && <div className={styles.facts}>{facts}</div>}
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
