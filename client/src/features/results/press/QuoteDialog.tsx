import type { PressQuote, ReleaseDraft } from '@augenhoehe/contracts'
import { beginning } from '@augenhoehe/reference-data'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { newClientId } from '../../../platform/ids.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { useForm } from '../../../platform/useForm.ts'
import {
  Banner,
  Button,
  Dialog,
  Form,
  FormActions,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../ui/index.ts'
import styles from './Press.module.css'
import { oneLine } from './writing.ts'

interface QuoteDialogProps {
  stored: ReleaseDraft
  /** Reworded; none: somebody is asked for the first time. */
  quote: PressQuote | null
  onClose: () => void
  onAsked: (quoteId: string) => void
}

const byAddress = 'address'

/** Whose words, which, and under which name. Sending it asks the person. */
export function QuoteDialog({ stored, quote, onClose, onAsked }: QuoteDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [clientId] = useState(newClientId)
  const { id: releaseId, citable, mayAskByAddress } = stored
  const first = quote ? undefined : citable[0]
  const form = useForm<{ from: string; email: string; text: string; name: string; role: string }, PressQuote>(
    {
      initial: {
        from: first?.contributionId ?? byAddress,
        email: '',
        text: (quote ?? first)?.text.slice(0, 1000) ?? '',
        name: (quote ?? first)?.attribution.name ?? '',
        role: (quote ?? first)?.attribution.role ?? '',
      },
      wording: {
        email: t('press.quote.emailMissing'),
        text: t('press.quote.textMissing'),
        name: t('press.quote.nameMissing'),
      },
      wrong: (typed) => [
        ...(!quote && typed.from === byAddress && !/^\S+@\S+\.\S+$/.test(typed.email.trim())
          ? (['email'] as const)
          : []),
        ...(typed.text.trim().length < 3 ? (['text'] as const) : []),
        ...(oneLine(typed.name).length < 2 ? (['name'] as const) : []),
      ],
      send: (typed) => {
        const said = {
          releaseId,
          text: typed.text.trim(),
          attribution: { name: oneLine(typed.name), role: oneLine(typed.role) || null },
        }
        if (quote) return call('results.changeQuote', { ...said, quoteId: quote.id, rev: quote.rev })
        const isNamed = typed.from === byAddress
        return call('results.quote', {
          ...said,
          clientId,
          contributionId: isNamed ? null : typed.from,
          email: isNamed ? typed.email.trim() : null,
        })
      },
      onDone: (next) => {
        queries.setQueryData(
          read('results.releaseDraft', { releaseId }).queryKey,
          (before?: ReleaseDraft) =>
            before && {
              ...before,
              quotes: [...before.quotes.filter(({ id }) => id !== next.id), next],
            },
        )
        void queries.invalidateQueries({ queryKey: ['results.releaseDraft'] })
        onAsked(next.id)
        onClose()
      },
    },
  )
  const { values } = form
  const isUnknown = values.from === byAddress && !quote && isProblem(form.problem, 'not-found')
  const noneToAsk = !quote && citable.length === 0 && !mayAskByAddress

  return (
    <Dialog
      opened
      onClose={onClose}
      size="wide"
      title={t(quote ? 'press.quote.reword' : 'press.quote.title')}
      closeLabel={t('common.cancel')}
    >
      {noneToAsk ? (
        <p>{t('press.quote.nobody')}</p>
      ) : (
        <Form onSubmit={form.submit}>
          <p className={styles.quiet}>{t(quote ? 'press.quote.rewordText' : 'press.quote.lead')}</p>
          {isUnknown ? (
            <div role="alert">
              <Banner tone="problem" inset>
                {t('press.quote.unknown')}
              </Banner>
            </div>
          ) : (
            <FormProblem form={form} />
          )}
          {!quote && (
            <SelectField
              label={t('press.quote.from')}
              dir="auto"
              data={[
                ...citable.map(({ contributionId, text, attribution }) => ({
                  value: contributionId,
                  label: t('press.quote.fromContribution', {
                    name: attribution.name,
                    text: beginning(text, 60),
                  }),
                })),
                ...(mayAskByAddress ? [{ value: byAddress, label: t('press.quote.byAddress') }] : []),
              ]}
              value={values.from}
              onChange={(value) => {
                const chosen = citable.find(({ contributionId }) => contributionId === value)
                form.set('from', value ?? byAddress)
                form.set('text', chosen?.text.slice(0, 1000) ?? '')
                form.set('name', chosen?.attribution.name ?? '')
                form.set('role', chosen?.attribution.role ?? '')
              }}
            />
          )}
          {!quote && values.from === byAddress && (
            <TextField
              {...form.text('email')}
              type="email"
              label={t('press.quote.email')}
              hint={t('press.quote.emailHint')}
              maxLength={254}
            />
          )}
          <TextAreaField
            {...form.text('text')}
            label={t('press.quote.text')}
            hint={t('press.quote.textHint')}
            maxLength={1000}
            minRows={3}
            maxRows={12}
            dir="auto"
          />
          <TextField {...form.text('name')} label={t('press.quote.name')} maxLength={120} dir="auto" />
          <TextField
            {...form.text('role')}
            label={t('press.quote.role')}
            hint={t('press.quote.roleHint')}
            maxLength={200}
            dir="auto"
          />
          <FormActions>
            <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
              {t('press.quote.ask')}
            </Button>
          </FormActions>
        </Form>
      )}
    </Dialog>
  )
}
