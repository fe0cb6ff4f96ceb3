import { IconChevronRight } from '@tabler/icons-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Link } from './Link.tsx'
import { MatchAxis, type MatchAxisProps } from './MatchAxis.tsx'
import styles from './MatchCard.module.css'

export interface MatchCardProps extends MatchAxisProps {
  name: string
  href?: string | undefined
  /** A Tag: "neu dabei", "Empfehlung des Kompetenzzentrums". */
  tag?: ReactNode
  /** One sentence: what they seek or offer. */
  children: ReactNode
  lang?: string | undefined
  /** note: an honest word before the reasons. */
  why: { title: string; href: string; note?: ReactNode; reasons: readonly string[] }
  /** Buttons: the first one filled. */
  actions: ReactNode
  /** Answered: one line and the way back. */
  folded?: { text: ReactNode; undoLabel: string; onUndo: () => void } | undefined
  level?: 2 | 3 | undefined
}

export function MatchCard({
  name,
  href,
  tag,
  children,
  lang,
  why,
  actions,
  folded,
  level = 2,
  ...axis
}: MatchCardProps) {
  const id = useId()
  const Name = `h${level}` as const
  const Why = level === 2 ? 'h3' : 'h4'
  const card = useRef<HTMLElement>(null)
  const isFolded = folded !== undefined
  const was = useRef(isFolded)
  useEffect(() => {
    if (was.current === isFolded) return
    was.current = isFolded
    // What was pressed is gone; the way back stands in its place, and what it brought back.
    if (document.activeElement === document.body)
      card.current?.querySelector<HTMLElement>('button, a')?.focus()
  }, [isFolded])

  if (folded) {
    return (
      <article ref={card} className={styles.folded} aria-label={name}>
        <p className={styles.foldedText}>{folded.text}</p>
        <Button look="text" onClick={folded.onUndo}>
          {folded.undoLabel}
        </Button>
      </article>
    )
  }

  return (
    <article ref={card} className={styles.card} aria-labelledby={id}>
      <MatchAxis {...axis} />
      <div className={styles.names}>
        <Name id={id} className={styles.name}>
          {href === undefined ? (
            <bdi>{name}</bdi>
          ) : (
            <Link href={href} quiet>
              <bdi>{name}</bdi>
            </Link>
          )}
        </Name>
        {tag}
      </div>
      <p className={styles.says} lang={lang} dir="auto">
        {children}
      </p>
      <Why className={styles.whyHead}>
        <Link href={why.href} className={styles.whyLink}>
          {why.title}
          <IconChevronRight data-flip aria-hidden="true" />
        </Link>
      </Why>
      {why.note && <p className={styles.note}>{why.note}</p>}
      <ul className={styles.reasons}>
        {why.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <div className={styles.actions}>{actions}</div>
    </article>
  )
}
