import { Fragment } from 'react'

/** Short facts in one line; each keeps its own reading direction. */
export function Dotted({ facts }: { facts: readonly (string | null)[] }) {
  return facts
    .filter((fact) => fact !== null)
    .map((fact, index) => (
      <Fragment key={fact}>
        {index > 0 && ' · '}
        <bdi>{fact}</bdi>
      </Fragment>
    ))
}
