import type { Organisation } from '@augenhoehe/contracts'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Form, FormActions, SectionHead, TextField } from '../../../ui/index.ts'
import { MergeDialog } from './MergeDialog.tsx'

/** The last part of an address that was copied whole. */
const slugIn = (typed: string) =>
  typed
    .trim()
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .split('/')
    .at(-1)
    ?.toLowerCase() ?? ''
const isSlug = (text: string) => /^[a-z0-9][a-z0-9-]{0,63}$/.test(text)

interface Two extends Record<string, unknown> {
  from: string
  into: string
}
const nothing: Two = { from: '', into: '' }

/** For two entries that nobody suspected. */
export function MergeForm() {
  const { t } = useTranslation()
  const [two, setTwo] = useState<[Organisation, Organisation] | null>(null)
  const form = useForm<Two, [Organisation, Organisation]>({
    initial: nothing,
    wording: { from: t('creating.staff.missing'), into: t('creating.staff.missing') },
    wrong: ({ from, into }) => [
      ...(isSlug(slugIn(from)) ? [] : (['from'] as const)),
      ...(isSlug(slugIn(into)) ? [] : (['into'] as const)),
    ],
    send: ({ from, into }) =>
      Promise.all([
        call('organisations.get', { slug: slugIn(into) }),
        call('organisations.get', { slug: slugIn(from) }),
      ]),
    onDone: setTwo,
  })
  return (
    <section aria-labelledby="staff-merge">
      <SectionHead id="staff-merge">{t('creating.staff.merge')}</SectionHead>
      <Form onSubmit={form.submit} aria-labelledby="staff-merge">
        <FormProblem form={form} />
        <TextField
          {...form.text('from')}
          label={t('creating.staff.from')}
          hint={t('creating.staff.address')}
          dir="ltr"
        />
        <TextField {...form.text('into')} label={t('creating.staff.into')} dir="ltr" />
        <FormActions>
          <Button type="submit" look="line" busy={form.busy} busyLabel={t('common.loading')}>
            {t('creating.staff.look')}
          </Button>
        </FormActions>
      </Form>
      {two && (
        <MergeDialog
          two={two}
          onClose={() => setTwo(null)}
          onMerged={() => {
            for (const [name, value] of Object.entries(nothing)) form.set(name, value)
          }}
        />
      )}
    </section>
  )
}
