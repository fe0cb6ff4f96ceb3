import type { FunctionKind, Member, MemberFunction } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { SendOrCancel } from '../../../platform/SendOrCancel.tsx'
import { useForm } from '../../../platform/useForm.ts'
import { Form, SelectField, TextField } from '../../../ui/index.ts'
import { functionKinds } from './kinds.ts'

interface Entries extends Record<string, unknown> {
  userId: string | null
  kind: FunctionKind | null
  words: string
  from: string
  to: string
}

interface FunctionFormProps {
  organisationId: string
  members: readonly Member[]
  /** The one to change; a new one where none is given. */
  one?: MemberFunction
  /** Whoever does not run the association corrects the days of their own only. */
  onlyDays?: boolean
  /** What else may be done about it. */
  children?: ReactNode
  onClose: () => void
}

/** What somebody does in the association, from when until when. */
export function FunctionForm({
  organisationId,
  members,
  one,
  onlyDays = false,
  children,
  onClose,
}: FunctionFormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [only] = members
  const [today] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const form = useForm<Entries, MemberFunction>({
    initial: {
      userId: one ? one.userId : members.length === 1 && only ? only.userId : null,
      kind: one?.kind ?? null,
      words: one?.words ?? '',
      from: one?.from ?? today,
      to: one?.to ?? '',
    },
    wording: {
      userId: t('people.errors.userId'),
      kind: t('people.errors.kind'),
      words: t('people.errors.words'),
      from: t('people.errors.from'),
      to: t('people.errors.to'),
    },
    reasons: {
      'days.overlap': t('people.errors.overlap'),
      'days.left': t('people.errors.left'),
      'days.sooner': t('people.errors.sooner'),
      'days.longer': t('people.errors.longer'),
    },
    wrong: ({ userId, kind, words, from, to }) => [
      ...(userId === null && !one ? (['userId'] as const) : []),
      ...(kind === null ? (['kind'] as const) : []),
      ...(kind === 'other' && words.trim() === '' ? (['words'] as const) : []),
      ...(from === '' ? (['from'] as const) : []),
      ...(to !== '' && to < from ? (['to'] as const) : []),
    ],
    send: ({ userId, kind, words, from, to }) => {
      const days = { from, to: to || null }
      return one
        ? call('organisations.changeFunction', {
            organisationId,
            functionId: one.id,
            ...days,
            ...(!onlyDays && { words }),
          })
        : call('organisations.addFunction', { organisationId, userId: userId!, kind: kind!, words, ...days })
    },
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['organisations.listMembers'] })
      void queries.invalidateQueries({ queryKey: ['organisations.listPeople'] })
      onClose()
    },
  })
  return (
    <Form onSubmit={form.submit} aria-label={one ? t('people.functions.change') : t('people.functions.add')}>
      <FormProblem form={form} />
      {!one && (
        <>
          <SelectField
            {...form.field('userId')}
            label={t('people.functions.who')}
            value={form.values.userId}
            data={members.map(({ userId, name }) => ({ value: userId, label: name }))}
            onChange={(value) => form.set('userId', value)}
          />
          <SelectField
            {...form.field('kind')}
            label={t('people.functions.what')}
            value={form.values.kind}
            data={functionKinds.map((value) => ({ value, label: t(`people.function.${value}`) }))}
            onChange={(value) => form.set('kind', functionKinds.find((known) => known === value) ?? null)}
          />
        </>
      )}
      {!onlyDays && (
        <TextField
          {...form.text('words')}
          label={t(form.values.kind === 'other' ? 'people.functions.wordsNeeded' : 'people.functions.words')}
          hint={t('people.functions.wordsHint')}
          maxLength={80}
        />
      )}
      <TextField {...form.text('from')} label={t('people.functions.firstDay')} type="date" />
      <TextField
        {...form.text('to')}
        label={t('people.functions.lastDay')}
        hint={t(onlyDays ? 'people.functions.lastDayOwn' : 'people.functions.lastDayHint')}
        type="date"
      />
      <SendOrCancel
        busy={form.busy}
        submitLabel={one ? t('people.functions.saveChange') : t('people.functions.save')}
        onCancel={onClose}
      >
        {children}
      </SendOrCancel>
    </Form>
  )
}
