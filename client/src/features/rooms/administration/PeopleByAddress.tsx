import type { ReactNode } from 'react'
import { looksLikeEmail } from '../../../platform/checks.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { initials } from '../../../platform/initials.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Form, FormActions, Node, Row, Rows, SectionHead, TextField } from '../../../ui/index.ts'
import styles from './Administration.module.css'

interface Someone {
  userId: string
  name: string
}

interface PeopleByAddressProps<P extends Someone> {
  id: string
  words: {
    title: string
    lead: string
    none: string
    hint: string
    add: string
    remove: string
    removeNamed: (name: string) => string
  }
  people: readonly P[] | undefined
  metaOf?: (person: P) => string
  /** More fields of the form. */
  children?: ReactNode
  add: (email: string) => Promise<void>
  remove: (person: P) => void
}

interface Entries extends Record<string, unknown> {
  email: string
}

/** People with a right in a room, taken in by the address of their account. */
export function PeopleByAddress<P extends Someone>({
  id,
  words,
  people,
  metaOf,
  children,
  add,
  remove,
}: PeopleByAddressProps<P>) {
  const { t } = useTranslation()
  const form = useForm<Entries, void>({
    initial: { email: '' },
    wording: { email: t('administration.errors.email') },
    wrong: ({ email }) => (looksLikeEmail(email) ? [] : ['email']),
    send: ({ email }) => add(email),
    onDone: () => form.set('email', ''),
  })
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{words.title}</SectionHead>
      <p className={styles.text}>{people?.length === 0 ? words.none : words.lead}</p>
      <Rows>
        {people?.map((person) => (
          <Row
            key={person.userId}
            leading={<Node>{initials(person.name)}</Node>}
            title={<bdi>{person.name}</bdi>}
            meta={metaOf?.(person)}
            actions={
              <Button look="text" aria-label={words.removeNamed(person.name)} onClick={() => remove(person)}>
                {words.remove}
              </Button>
            }
          />
        ))}
      </Rows>
      <Form onSubmit={form.submit} aria-label={words.add}>
        <FormProblem form={form} />
        <TextField
          {...form.text('email')}
          label={t('administration.people.email')}
          hint={words.hint}
          type="email"
          inputMode="email"
          dir="ltr"
        />
        {children}
        <FormActions>
          <Button type="submit" look="line" busy={form.busy} busyLabel={t('common.loading')}>
            {words.add}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}
