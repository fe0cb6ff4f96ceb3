import type { PressQuote, ReleaseDraft } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, Card, useToast } from '../../../ui/index.ts'
import styles from './Press.module.css'
import { QuoteWaiting } from './QuoteWaiting.tsx'

interface UnplacedQuotesProps {
  release: ReleaseDraft
  quotes: readonly PressQuote[]
  onPlace: (quoteId: string) => void
  onReword: (quote: PressQuote) => void
}

/** Quotations somebody was asked for that stand nowhere in the text. */
export function UnplacedQuotes({ release, quotes, onPlace, onReword }: UnplacedQuotesProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { id: releaseId, parts } = release
  const isStored = (quoteId: string) =>
    parts.some((part) => part.kind === 'quotation' && part.quoteId === quoteId)
  const remove = useMutation({
    mutationFn: (quoteId: string) => call('results.removeQuote', { releaseId, quoteId }),
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['results.releaseDraft'] }),
  })
  return (
    <div className={styles.column}>
      <h3>{t('press.edit.unplaced')}</h3>
      {quotes.map((quote) => (
        <Card key={quote.id}>
          <QuoteWaiting quote={quote} releaseId={releaseId} onReword={onReword} />
          <div className={styles.acts}>
            <Button look="line" onClick={() => onPlace(quote.id)}>
              {t('press.edit.place')}
            </Button>
            {!quote.isPublished && !isStored(quote.id) && (
              <Button
                look="text"
                onClick={() => remove.mutate(quote.id)}
                busy={remove.isPending && remove.variables === quote.id}
                busyLabel={t('common.loading')}
              >
                {t('press.edit.removeQuote')}
              </Button>
            )}
          </div>
        </Card>
      ))}
    </div>
  )
}
