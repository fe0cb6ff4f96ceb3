import type { FunctionKind, Member, MemberFunction } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Form, FormActions, SelectField, TextField } from '../../../ui/index.ts'
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
  onClose: () => void
}

export function FunctionForm({ organisationId, members, onClose }: FunctionFormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [only] = members
  const [today] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const form = useForm<Entries, MemberFunction>({
    initial: {
      userId: members.length === 1 && only ? only.userId : null,
      kind: null,
      words: '',
      from: today,
      to: '',
    },
    wording: {
      userId: t('people.errors.userId'),
      kind: t('people.errors.kind'),
      words: t('people.errors.words'),
      from: t('people.errors.from'),
      to: t('people.errors.to'),
    },
    wrong: ({ userId, kind, words, from, to }) => [
      ...(userId === null ? (['userId'] as const) : []),
      ...(kind === null ? (['kind'] as const) : []),
      ...(kind === 'other' && words.trim() === '' ? (['words'] as const) : []),
      ...(from === '' ? (['from'] as const) : []),
      ...(to !== '' && to < from ? (['to'] as const) : []),
    ],
    send: ({ userId, kind, words, from, to }) =>
      call('organisations.addFunction', {
        organisationId,
        userId: userId!,
        kind: kind!,
        words,
        from,
        to: to || null,
      }),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['organisations.listMembers'] })
      void queries.invalidateQueries({ queryKey: ['organisations.listPeople'] })
      onClose()
    },
  })
  return (
    <Form onSubmit={form.submit} aria-label={t('people.functions.add')}>
      <FormProblem form={form} />
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
        onChange={(value) => form.set('kind', functionKinds.find((one) => one === value) ?? null)}
      />
      <TextField
        {...form.text('words')}
        label={t('people.functions.words')}
        hint={t('people.functions.wordsHint')}
        maxLength={80}
      />
      <TextField {...form.text('from')} label={t('people.functions.firstDay')} type="date" />
      <TextField
        {...form.text('to')}
        label={t('people.functions.lastDay')}
        hint={t('people.functions.lastDayHint')}
        type="date"
      />
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
          {t('people.functions.save')}
        </Button>
        <Button look="text" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
