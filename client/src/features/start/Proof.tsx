import { useId, type ReactNode } from 'react'
import { SectionHead } from '../../ui/index.ts'
import styles from './Proof.module.css'

interface ProofProps {
  title: string
  /** Unless what is shown leads on by itself. */
  more?: ReactNode
  children: ReactNode
}

export function Proof({ title, more, children }: ProofProps) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{title}</SectionHead>
      {children}
      {more && <p className={styles.more}>{more}</p>}
    </section>
  )
}
