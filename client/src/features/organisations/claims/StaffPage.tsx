import type { Merge, MergePreview } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { useForm } from '../../../platform/useForm.ts'
import {
  Banner,
  Button,
  ConfirmDialog,
  Form,
  FormActions,
  Row,
  Rows,
  SectionHead,
  TextField,
  useToast,
} from '../../../ui/index.ts'
import { AdministrationFrame } from '../administration/AdministrationFrame.tsx'
import styles from '../creating/Creating.module.css'
import { WaitingClaims } from './WaitingClaims.tsx'

/** What the staff decides about entries: who may be let in where nobody answers, and what stands twice. */
export function StaffPage() {
  return (
    <AdministrationFrame current="claims">
      <div className={styles.steps}>
        <WaitingClaims />
        <MergeForm />
        <Merges />
      </div>
    </AdministrationFrame>
  )
}

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

function MergeForm() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const [preview, setPreview] = useState<MergePreview | null>(null)
  const form = useForm<Two, MergePreview>({
    initial: nothing,
    wording: { from: t('creating.staff.missing'), into: t('creating.staff.missing') },
    wrong: ({ from, into }) => [
      ...(isSlug(slugIn(from)) ? [] : (['from'] as const)),
      ...(isSlug(slugIn(into)) ? [] : (['into'] as const)),
    ],
    send: async ({ from, into }) => {
      const [one, other] = await Promise.all(
        [from, into].map((typed) => call('organisations.get', { slug: slugIn(typed) })),
      )
      return call('organisations.previewMerge', { fromId: one!.id, intoId: other!.id })
    },
    onDone: setPreview,
  })
  const merging = useMutation({
    mutationFn: ({ from, into }: MergePreview) =>
      call('organisations.merge', { fromId: from.id, intoId: into.id }),
    onSuccess: ({ from, into }) => {
      toast.show({
        text: t('creating.staff.merged', { from: from.name, into: into.name }),
        closeLabel: t('common.close'),
      })
      for (const [name, value] of Object.entries(nothing)) form.set(name, value)
      for (const key of ['organisations.merges', 'organisations.list', 'organisations.get'])
        void queries.invalidateQueries({ queryKey: [key] })
    },
    onSettled: () => setPreview(null),
  })
  return (
    <section aria-labelledby="staff-merge">
      <SectionHead id="staff-merge">{t('creating.staff.merge')}</SectionHead>
      <Form onSubmit={form.submit} aria-labelledby="staff-merge">
        <FormProblem form={{ ...form, problem: form.problem ?? merging.error }} />
        <TextField
          {...form.text('from')}
          label={t('creating.staff.from')}
          hint={t('creating.staff.address')}
          dir="ltr"
        />
        <TextField {...form.text('into')} label={t('creating.staff.into')} dir="ltr" />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('creating.staff.look')}
          </Button>
        </FormActions>
      </Form>
      <ConfirmDialog
        opened={preview !== null}
        title={t('creating.staff.merge')}
        confirmLabel={t('creating.staff.confirm')}
        cancelLabel={t('common.cancel')}
        busy={merging.isPending}
        onCancel={() => setPreview(null)}
        onConfirm={() => preview && merging.mutate(preview)}
      >
        {preview &&
          t('creating.staff.preview', {
            from: preview.from.name,
            into: preview.into.name,
            added: preview.added,
            raised: preview.raised,
            invitations: preview.invitations,
          })}
      </ConfirmDialog>
    </section>
  )
}

function Merges() {
  const { t } = useTranslation()
  const { data } = useQuery(read('organisations.merges', {}))
  if (!data) return null
  return (
    <section aria-labelledby="staff-merges">
      <SectionHead id="staff-merges">{t('creating.staff.merges')}</SectionHead>
      {data.merges.length === 0 ? (
        <p>{t('creating.staff.noMerges')}</p>
      ) : (
        <Rows>
          {data.merges.map((merge) => (
            <Merged key={merge.from.id} merge={merge} />
          ))}
        </Rows>
      )}
    </section>
  )
}

function Merged({ merge }: { merge: Merge }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const toast = useToast()
  const undoing = useMutation({
    mutationFn: () => call('organisations.undoMerge', { fromId: merge.from.id }),
    onSuccess: ({ from }) => {
      toast.show({ text: t('creating.staff.undone', { name: from.name }), closeLabel: t('common.close') })
      for (const key of ['organisations.merges', 'organisations.list', 'organisations.get'])
        void queries.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <Row
      level={3}
      title={t('creating.staff.merged', { from: merge.from.name, into: merge.into.name })}
      meta={t('creating.staff.until', { day: formatDate(merge.undoUntil) })}
      actions={
        <Button look="line" busy={undoing.isPending} onClick={() => undoing.mutate()}>
          {t('creating.staff.undo')}
        </Button>
      }
    >
      {undoing.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(undoing.error)}
          </Banner>
        </div>
      )}
    </Row>
  )
}
