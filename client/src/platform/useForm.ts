import { useMutation } from '@tanstack/react-query'
import { useId, useState, type ChangeEvent, type FormEvent } from 'react'
import { problemFields, useReasonText } from './problem.ts'

type Values = Readonly<Record<string, unknown>>
type Name<V extends Values> = keyof V & string

interface FormOptions<V extends Values, R> {
  initial: V
  /** What to write where something is wrong; the same words before sending and after a refusal. */
  wording: Readonly<Partial<Record<Name<V>, string>>>
  /** What to write instead for reasons that only this form's refusals give. */
  reasons?: Readonly<Record<string, string>>
  /** Fields that are certainly wrong, so that nothing need be sent. */
  wrong?: (values: V) => readonly Name<V>[]
  send: (values: V) => Promise<R>
  onDone: (reply: R, values: V) => void
}

/** One form: what is typed stays until the server has it, and every error stands at its field. */
export function useForm<V extends Values, R>({
  initial,
  wording,
  reasons: ownReasons = {},
  wrong,
  send,
  onDone,
}: FormOptions<V, R>) {
  const base = useId()
  const [values, setValues] = useState(initial)
  const reasonText = useReasonText()
  /** The fields that are wrong, with the reasons the server gave. */
  const [faulty, setFaulty] = useState<ReadonlyMap<string, readonly string[]>>(new Map())
  // A new number makes the summary take focus again when the same field is wrong twice.
  const [attempt, setAttempt] = useState(0)
  const sending = useMutation({
    mutationFn: send,
    onSuccess: onDone,
    onError: (error) =>
      setFaulty(
        new Map(
          Object.entries(problemFields(error)).map(([path, reasons]) => [
            path.split('.', 1)[0] ?? path,
            reasons,
          ]),
        ),
      ),
  })

  const set = <N extends Name<V>>(name: N, value: V[N]) => {
    setValues((before) => ({ ...before, [name]: value }))
    setFaulty((before) => new Map([...before].filter(([field]) => field !== name)))
  }
  const idOf = (name: Name<V>) => `${base}${name}`
  const errorOf = (name: Name<V>) => {
    const reasons = faulty.get(name)
    const [own] = reasons?.flatMap((reason) => ownReasons[reason] ?? []) ?? []
    return reasons && (own ?? reasonText(reasons) ?? wording[name])
  }

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (sending.isPending) return
    const found = wrong?.(values) ?? []
    setFaulty(new Map(found.map((name) => [name, []])))
    setAttempt((before) => before + 1)
    sending.reset()
    if (found.length === 0) sending.mutate(values)
  }

  const isKnown = (field: string): field is Name<V> => wording[field] !== undefined
  const known = [...faulty.keys()].filter(isKnown)
  // Also once one has begun to put it right: then it says nothing anew.
  const explained = Object.keys(problemFields(sending.error)).some((path) => isKnown(path.split('.', 1)[0]!))
  return {
    values,
    set,
    submit,
    attempt,
    busy: sending.isPending,
    errors: known.map((field) => ({ field: idOf(field), text: errorOf(field) ?? '' })),
    /** A refusal that no field of this form explains. */
    problem: explained ? null : sending.error,
    /** For fields with their own kind of value. */
    field: (name: Name<V>) => ({ id: idOf(name), error: errorOf(name) }),
    /** For fields of text. */
    text: (name: Name<V>) => ({
      id: idOf(name),
      name,
      value: String(values[name] ?? ''),
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
        set(name, event.currentTarget.value as V[Name<V>]),
      error: errorOf(name),
    }),
  }
}
