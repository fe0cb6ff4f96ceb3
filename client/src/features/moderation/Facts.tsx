import { Fragment, type ReactNode } from 'react'
import styles from './Moderation.module.css'

interface FactsProps {
  facts: readonly (readonly [term: string, words: ReactNode] | false | null)[]
}

/** What is known of something, term by term. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={styles.facts}>
      {facts.map(
        (fact) =>
          fact && (
            <Fragment key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </Fragment>
          ),
      )}
    </dl>
  )
}
