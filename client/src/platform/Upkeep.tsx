import type { CurrencyAnswer, Organisation, OwnMembership } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Banner, Button, useToast } from '../ui/index.ts'
import { call, read } from './api.ts'
import { useFormat, useTranslation } from './i18n.ts'
import { useNews } from './news.ts'
import { useProblemText } from './problem.ts'
import { useMe } from './session.tsx'
import styles from './Upkeep.module.css'

const askedAnew = ['accounts.me'] as const

export interface UpkeepProps {
  /** One of them only; all that somebody belongs to where none is named. */
  organisationId?: string
}

/** Whether the profile of the own association still holds, until it is answered; otherwise nothing. */
export function Upkeep({ organisationId }: UpkeepProps) {
  const { memberships } = useMe()
  useNews('matching.changed', askedAnew)
  const open = memberships.filter(
    (own) => own.upkeep && (organisationId === undefined || own.organisationId === organisationId),
  )
  if (open.length === 0) return null
  return (
    <div className={styles.notices}>
      {open.map((own) => (
        <Question key={own.organisationId} own={own} />
      ))}
    </div>
  )
}

function Question({ own }: { own: OwnMembership }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const toast = useToast()
  const { organisationId, name, slug, upkeep } = own
  const take = (organisation: Organisation) => {
    queries.setQueryData(read('organisations.get', { slug: organisation.slug }).queryKey, organisation)
    void queries.invalidateQueries({ queryKey: ['accounts.me'] })
    void queries.invalidateQueries({ queryKey: ['matching.suggestions'] })
  }
  const back = useMutation({
    mutationFn: () => call('organisations.takeBackCurrency', { organisationId }),
    onSuccess: take,
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  const answering = useMutation({
    mutationFn: (answer: CurrencyAnswer) => call('organisations.setCurrency', { organisationId, answer }),
    onSuccess: (organisation, answer) => {
      take(organisation)
      toast.show({
        text: t(`upkeep.done.${answer}`, { name }),
        action: { label: t('common.undo'), onAction: () => back.mutate() },
        closeLabel: t('common.close'),
      })
    },
  })
  if (!upkeep) return null
  const words =
    upkeep.state === 'asked'
      ? t('upkeep.notice.asked', { name, day: formatDate(upkeep.until ?? '') })
      : t(`upkeep.notice.${upkeep.state}`, { name })
  return (
    <Banner tone="info" inset>
      <p>{words}</p>
      {answering.error && <p role="alert">{problemText(answering.error)}</p>}
      {own.role === 'admin' ? (
        <div className={styles.actions}>
          {/* Filled is what waits for somebody else, wherever this stands. */}
          <Button
            look="line"
            onClick={() => answering.mutate('current')}
            busy={answering.isPending}
            busyLabel={t('common.loading')}
          >
            {t(upkeep.state === 'dormant' ? 'upkeep.wake' : 'upkeep.current')}
          </Button>
          <Button look="line" href={`/mein-verein?verein=${slug}&profil=bearbeiten`}>
            {t('upkeep.change')}
          </Button>
          {upkeep.state !== 'dormant' && (
            <Button look="text" onClick={() => answering.mutate('dormant')} busy={answering.isPending}>
              {t('upkeep.dormant')}
            </Button>
          )}
        </div>
      ) : (
        <p>{t(upkeep.state === 'dormant' ? 'upkeep.notice.adminsWake' : 'upkeep.notice.admins')}</p>
      )}
    </Banner>
  )
}
