import { IconSend } from '@tabler/icons-react'
import {
  useRef,
  useState,
  type FocusEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react'
import { Button } from './Button.tsx'
import styles from './Composer.module.css'
import { ComposerFoot } from './ComposerFoot.tsx'
import { ComposerReply, type ComposerReplyProps } from './ComposerReply.tsx'
import { ComposerVoice, type ComposerVoiceProps } from './ComposerVoice.tsx'
import { GrowingText } from './GrowingText.tsx'
import { TypeChips, type TypeChipsProps } from './TypeChips.tsx'

export interface ComposerProps {
  /** Name of the form: "Beitrag schreiben". */
  label: string
  /** Name of the text field, also its placeholder while it is empty. */
  textLabel: string
  value: string
  onChange: (text: string) => void
  onSend: () => void
  sendLabel: string
  busy?: boolean | undefined
  busyLabel?: string | undefined
  /** For whom one writes: said before anything else. */
  voice: ComposerVoiceProps
  kinds?: TypeChipsProps | undefined
  /** "Deutsch erkannt"; pressing it corrects the language. */
  language?: { label: ReactNode; onChange: () => void } | undefined
  /** A quiet line under the text: "2 Hinweise für klarere Sprache". */
  hints?: ReactNode
  /** "Entwurf gesichert", or "Wird gesendet, sobald Netz da ist". */
  note?: ReactNode
  reply?: ComposerReplyProps | undefined
  /** Why it was not sent and what to do; the text stays. */
  problem?: ReactNode
  /** Open from the start, for example on a page of its own. */
  alwaysOpen?: boolean | undefined
  textRef?: Ref<HTMLTextAreaElement> | undefined
}

/** Empty it is one row; it opens on focus and stays open while there is something in it. */
export function Composer({ textRef, ...props }: ComposerProps) {
  const { value, onChange, onSend, busy = false, reply, problem, alwaysOpen = false } = props
  const [focused, setFocused] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const open = alwaysOpen || focused || value !== '' || reply !== undefined || problem !== undefined
  const empty = value.trim() === ''

  const send = () => {
    if (!empty && !busy) onSend()
    else form.current?.querySelector('textarea')?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const shortcut = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  const close = () => {
    if (!form.current?.contains(document.activeElement)) setFocused(false)
  }
  const leave = (event: FocusEvent<HTMLFormElement>) => {
    const next = event.relatedTarget
    // Safari gives buttons no focus, and menus live outside of the form: neither means that one has left.
    if (!(next instanceof Element)) return
    if (event.currentTarget.contains(next) || next.closest('[data-portal]')) return
    // Closing moves what stands above; a press that has begun has to end on the button where it began.
    if (next.matches(':active')) window.addEventListener('pointerup', () => setTimeout(close), { once: true })
    else close()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={styles.composer}
      data-open={open || undefined}
      data-writing
      aria-label={props.label}
      onSubmit={submit}
      onBlur={leave}
      onKeyDown={shortcut}
    >
      <ComposerVoice {...props.voice} compact={!open} />
      {reply && <ComposerReply {...reply} />}
      <GrowingText
        ref={textRef}
        className={styles.text}
        // An empty field has no direction of its own; its placeholder follows the page.
        dir={value === '' ? undefined : 'auto'}
        aria-label={props.textLabel}
        placeholder={props.textLabel}
        value={value}
        minRows={1}
        maxRows={8}
        onChange={(event) => onChange(event.currentTarget.value)}
        onFocus={() => setFocused(true)}
      />
      {open && props.hints && <div className={styles.hints}>{props.hints}</div>}
      {open && problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {open && props.kinds && <TypeChips {...props.kinds} />}
      {open && (
        <ComposerFoot language={props.language} note={props.note}>
          <Button
            type="submit"
            icon={<IconSend data-flip aria-hidden="true" />}
            busy={busy}
            busyLabel={props.busyLabel}
          >
            {props.sendLabel}
          </Button>
        </ComposerFoot>
      )}
    </form>
  )
}
