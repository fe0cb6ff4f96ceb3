import { useId, type ReactNode } from 'react'
import { KindWord, type Kind } from './KindWord.tsx'
import { Link } from './Link.tsx'
import styles from './Message.module.css'
import { MessageQuote, type MessageQuoteProps } from './MessageQuote.tsx'
import { MessageStateLine, type MessageStateLineProps } from './MessageStateLine.tsx'
import { Node } from './Node.tsx'

export interface MessageProps {
  /** Element id, so that a reply can lead here. */
  id?: string | undefined
  organisation: string
  organisationHref?: string | undefined
  initials: string
  own?: boolean | undefined
  person?: ReactNode
  /** That nobody has verified the organisation yet, where that is so. */
  standing?: ReactNode
  /** How the words came here, when not by the person themselves. */
  note?: string | undefined
  /** "Verwaltung": institutions get the same circle and one word. */
  institution?: string | undefined
  time: { text: string; iso: string }
  kind?: { kind: Kind; label: string } | undefined
  /** Follows the same author within minutes: no second head. */
  grouped?: boolean | undefined
  /** Stands below a line of its own: a day, or what is new. */
  opens?: boolean | undefined
  quote?: MessageQuoteProps | undefined
  /** Language and direction of the text, which may differ from the page's. */
  lang?: string | undefined
  dir?: 'ltr' | 'rtl' | 'auto' | undefined
  /** The text; left out for what is withdrawn or hidden. */
  children?: ReactNode
  /** "bearbeitet" and the like. */
  edited?: ReactNode
  /** MessageTranslation elements, below the original and never in its place. */
  translations?: ReactNode
  /** What came of it: MessageOutcome elements. */
  outcome?: ReactNode
  state?: MessageStateLineProps | undefined
  /** Buttons of look "text". */
  actions?: ReactNode
}

export function Message(props: MessageProps) {
  const {
    id,
    organisation,
    person,
    note,
    time,
    kind,
    grouped = false,
    opens = false,
    state,
    children,
  } = props
  const nameId = useId()
  const who = (
    <span id={nameId} className={styles.organisation}>
      {props.organisationHref === undefined ? (
        <bdi>{organisation}</bdi>
      ) : (
        <Link href={props.organisationHref} quiet>
          <bdi>{organisation}</bdi>
        </Link>
      )}
    </span>
  )
  return (
    <article
      id={id}
      className={styles.message}
      data-grouped={grouped || undefined}
      data-opens={opens || undefined}
      data-state={state?.state}
      aria-labelledby={nameId}
      tabIndex={-1}
    >
      <header className={styles.head}>
        <Node tone={props.own ? 'own' : 'default'} className={styles.node}>
          {props.initials}
        </Node>
        <span className={styles.named}>
          {who} {!grouped && props.standing}
        </span>
        <time className={styles.time} dateTime={time.iso}>
          {time.text}
        </time>
        {(person ?? note ?? kind ?? props.institution) !== undefined && (
          <span className={styles.who}>
            {person !== undefined && <bdi>{person}</bdi>}
            {note !== undefined && <span>{note}</span>}
            {props.institution !== undefined && (
              <span className={styles.institution}>{props.institution}</span>
            )}
            {kind && <KindWord kind={kind.kind}>{kind.label}</KindWord>}
          </span>
        )}
      </header>
      <div className={styles.body}>
        {props.quote && <MessageQuote {...props.quote} />}
        {children !== undefined && (
          <div className={styles.text} lang={props.lang} dir={props.dir ?? 'auto'}>
            {children}
            {props.edited !== undefined && <span className={styles.edited}> {props.edited}</span>}
          </div>
        )}
        {props.translations}
        {props.outcome}
        {state && <MessageStateLine {...state} />}
      </div>
      {props.actions && <div className={styles.actions}>{props.actions}</div>}
    </article>
  )
}
