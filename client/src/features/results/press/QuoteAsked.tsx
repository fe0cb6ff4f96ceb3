import type { OwnQuote } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useLocale, useTranslation } from '../../../platform/i18n.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { soften } from '../../../platform/soften.ts'
import { useForm } from '../../../platform/useForm.ts'
import {
  Button,
  Card,
  ConfirmDialog,
  Dialog,
  Form,
  FormActions,
  Link,
  Tag,
  TextAreaField,
  TextField,
  useToast,
} from '../../../ui/index.ts'
import { berlinMoment } from './berlin.ts'
import styles from './Press.module.css'
import { releaseHref } from './press-hrefs.ts'
import { Quotation } from './PressPage.tsx'
import { oneLine } from './writing.ts'

type Answer = 'confirm' | 'decline' | 'withdraw'

/** Words of mine in a press release: just as they would be printed, where, and under which name. */
export function QuoteAsked({ quote, level = 3 }: { quote: OwnQuote; level?: 2 | 3 }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [open, setOpen] = useState<'wording' | 'withdrawing' | null>(null)
  const { id: quoteId, rev, state, isPublished } = quote
  const answer = useMutation({
    mutationFn: (said: Answer) => call('results.answerQuote', { quoteId, rev, answer: said, proposal: null }),
    onSuccess: (_, said) => toast.show({ text: t(`press.answered.${said}`), closeLabel: t('common.close') }),
    onError: (error) =>
      toast.show({
        text: isProblem(error, 'conflict') ? t('press.answered.changed') : problemText(error),
        tone: 'problem',
        closeLabel: t('common.close'),
      }),
    onSettled: () => {
      setOpen(null)
      return queries.invalidateQueries({ queryKey: ['results.ownQuotes'] })
    },
  })
  const act = (said: Answer, look: 'filled' | 'line' | 'text') => (
    <Button
      look={look}
      busy={answer.isPending && answer.variables === said}
      busyLabel={t('common.loading')}
      onClick={() => answer.mutate(said)}
    >
      {t(`press.answer.${said}`)}
    </Button>
  )
  const Heading = `h${level}` as const
  return (
    <Card as="article">
      <div className={styles.asked}>
        <Heading className={styles.askedHead}>
          {t('press.asked.in')} <bdi>{soften(quote.heading) || t('press.untitled')}</bdi>
        </Heading>
        <p className={styles.facts}>
          <Tag tone={state === 'confirmed' ? 'leaf' : state === 'asked' ? 'saffron' : undefined}>
            {t(`press.state.${state}`)}
          </Tag>
          {isPublished && <Tag tone="petrol">{t('press.asked.published')}</Tag>}
          {quote.embargo !== null && (
            <span>{t('press.embargoOf', { moment: berlinMoment(quote.embargo, locale) })}</span>
          )}
        </p>
        {(quote.before ?? quote.lead) !== '' && (
          <div className={styles.before}>
            <p className={styles.small}>
              {t(quote.before === null ? 'press.asked.begins' : 'press.asked.before')}
            </p>
            <p dir="auto">{quote.before ?? quote.lead}</p>
          </div>
        )}
        <Quotation text={quote.text} attribution={quote.attribution} />
        {state === 'proposed' && quote.proposal && (
          <div>
            <p className={styles.small}>{t('press.asked.proposal')}</p>
            <Quotation {...quote.proposal} />
          </div>
        )}
        <p className={styles.small}>{t('press.asked.by', { name: quote.by })}</p>
        <div className={styles.acts}>
          {state !== 'confirmed' && act('confirm', 'filled')}
          {(state === 'asked' || state === 'proposed' || state === 'confirmed') && (
            <Button look="line" onClick={() => setOpen('wording')}>
              {t('press.answer.propose')}
            </Button>
          )}
          {(state === 'asked' || state === 'proposed') && act('decline', 'text')}
          {(state === 'confirmed' || (isPublished && state !== 'withdrawn')) && (
            <Button look="text" onClick={() => setOpen('withdrawing')}>
              {t('press.answer.withdraw')}
            </Button>
          )}
          {isPublished && <Link href={releaseHref(quote.releaseId)}>{t('press.asked.read')}</Link>}
        </div>
      </div>
      {open === 'wording' && <WordingDialog quote={quote} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        opened={open === 'withdrawing'}
        title={t('press.withdraw.question')}
        confirmLabel={t('press.answer.withdraw')}
        cancelLabel={t('common.cancel')}
        busy={answer.isPending}
        busyLabel={t('common.loading')}
        onConfirm={() => answer.mutate('withdraw')}
        onCancel={() => setOpen(null)}
      >
        <p>{t(isPublished ? 'press.withdraw.published' : 'press.withdraw.before')}</p>
      </ConfirmDialog>
    </Card>
  )
}

/** How I would say it, and under which name. */
function WordingDialog({ quote, onClose }: { quote: OwnQuote; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const queries = useQueryClient()
  const { text, attribution } = quote.proposal ?? quote
  const form = useForm({
    initial: { text, name: attribution.name, role: attribution.role ?? '' },
    wording: { text: t('press.quote.textMissing'), name: t('press.quote.nameMissing') },
    wrong: (typed) => [
      ...(typed.text.trim().length < 3 ? (['text'] as const) : []),
      ...(oneLine(typed.name).length < 2 ? (['name'] as const) : []),
    ],
    send: (typed) =>
      call('results.answerQuote', {
        quoteId: quote.id,
        rev: quote.rev,
        answer: 'propose',
        proposal: {
          text: typed.text.trim(),
          attribution: { name: oneLine(typed.name), role: oneLine(typed.role) || null },
        },
      }),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['results.ownQuotes'] })
      toast.show({ text: t('press.answered.propose'), closeLabel: t('common.close') })
      onClose()
    },
  })
  return (
    <Dialog opened onClose={onClose} title={t('press.wording.title')} closeLabel={t('common.cancel')}>
      <Form onSubmit={form.submit}>
        <p className={styles.quiet}>{t('press.wording.text')}</p>
        <FormProblem form={form} />
        <TextAreaField
          {...form.text('text')}
          label={t('press.quote.text')}
          maxLength={1000}
          minRows={3}
          dir="auto"
          data-autofocus
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
            {t('press.wording.send')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
