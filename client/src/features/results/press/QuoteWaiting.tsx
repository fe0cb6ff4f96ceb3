import type { PressQuote } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, Tag, useToast } from '../../../ui/index.ts'
import styles from './Press.module.css'
import { Quotation } from './PressPage.tsx'

interface QuoteWaitingProps {
  quote: PressQuote
  releaseId: string
  onReword: (quote: PressQuote) => void
}

/** A quotation for whoever writes: whether it is confirmed, and what its person would rather say. */
export function QuoteWaiting({ quote, releaseId, onReword }: QuoteWaitingProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { id: quoteId, rev, state, proposal } = quote
  const take = useMutation({
    mutationFn: (words: NonNullable<PressQuote['proposal']>) =>
      call('results.changeQuote', { releaseId, quoteId, rev, ...words }),
    onSuccess: () => toast.show({ text: t('press.waiting.taken'), closeLabel: t('common.close') }),
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['results.releaseDraft'] }),
  })
  return (
    <div className={styles.asked}>
      <p className={styles.facts}>
        <Tag tone={state === 'confirmed' ? 'leaf' : state === 'asked' ? 'saffron' : 'clay'}>
          {t(`press.waiting.${state}`)}
        </Tag>
        {quote.isPublished && <Tag tone="petrol">{t('press.asked.published')}</Tag>}
      </p>
      <Quotation text={quote.text} attribution={quote.attribution} />
      {proposal && (
        <div className={styles.proposal}>
          <p className={styles.small}>{t('press.waiting.proposal')}</p>
          <Quotation {...proposal} />
          <Button
            look="line"
            onClick={() => take.mutate(proposal)}
            busy={take.isPending}
            busyLabel={t('common.loading')}
          >
            {t('press.waiting.take')}
          </Button>
        </div>
      )}
      <div className={styles.acts}>
        <Button look="text" onClick={() => onReword(quote)}>
          {t('press.waiting.reword')}
        </Button>
      </div>
    </div>
  )
}
