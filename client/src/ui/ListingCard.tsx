import { useId, type ReactNode } from 'react'
import { KindWord } from './KindWord.tsx'
import { Link } from './Link.tsx'
import styles from './ListingCard.module.css'

export interface ListingCardProps {
  kind: 'need' | 'offer'
  /** "Bedarf", "Ihr Angebot". */
  kindLabel: string
  title: string
  href?: string | undefined
  /** Place and distance at the end of the line. */
  place?: ReactNode
  organisation?: ReactNode
  /** A Tag: "pausiert", "läuft bald ab". */
  tag?: ReactNode
  children?: ReactNode
  /** What can be said in a table: how many, when. */
  facts?: ReactNode
  lang?: string | undefined
  meta?: ReactNode
  actions?: ReactNode
  level?: 2 | 3 | undefined
}

/** A need or an offer: its circle starts the line, the place ends it. */
export function ListingCard({
  kind,
  kindLabel,
  title,
  href,
  place,
  organisation,
  tag,
  children,
  facts,
  lang,
  meta,
  actions,
  level = 2,
}: ListingCardProps) {
  const id = useId()
  const Title = `h${level}` as const
  return (
    <article className={styles.card} aria-labelledby={id}>
      <div className={styles.line} data-kind={kind}>
        <KindWord kind={kind}>{kindLabel}</KindWord>
        {place !== undefined && <span className={styles.place}>{place}</span>}
      </div>
      <Title id={id} className={styles.title} lang={lang}>
        {href === undefined ? (
          title
        ) : (
          <Link href={href} quiet>
            {title}
          </Link>
        )}
      </Title>
      {(organisation !== undefined || tag !== undefined) && (
        <div className={styles.who}>
          {organisation !== undefined && <bdi>{organisation}</bdi>}
          {tag}
        </div>
      )}
      {children !== undefined && (
        <p className={styles.says} lang={lang} dir="auto">
          {children}
        </p>
      )}
      {facts}
      {meta !== undefined && <p className={styles.meta}>{meta}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </article>
  )
}
