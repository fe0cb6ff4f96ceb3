import { Node, type NodeProps } from './Node.tsx'
import styles from './NodeLine.module.css'

export interface NodeLineProps {
  items: readonly { id: string; initials: string; own?: boolean }[]
  size?: NodeProps['size'] | undefined
  /** On a saffron surface. */
  live?: boolean | undefined
}

/** Circles never overlap: a line joins them, all of one size. Decorative; say the names or the number beside it. */
export function NodeLine({ items, size = 30, live = false }: NodeLineProps) {
  return (
    <span className={styles.line} data-live={live || undefined} aria-hidden="true">
      {items.map((item) => (
        <Node key={item.id} size={size} tone={live ? 'live' : item.own ? 'own' : 'default'}>
          {item.initials}
        </Node>
      ))}
    </span>
  )
}
