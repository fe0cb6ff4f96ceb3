import type { Affiliation } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { initials } from '../../../platform/initials.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, ConfirmDialog, Node, Row, useToast } from '../../../ui/index.ts'
import { lastDay } from './days.ts'

export function AffiliationRow({ affiliation }: { affiliation: Affiliation }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const { id, personName, institution, from, to, state } = affiliation
  const end = useMutation({
    mutationFn: () => call('accounts.endAffiliation', { affiliationId: id }),
    onSuccess: () =>
      toast.show({
        text: t('administration.offices.ended', { name: personName }),
        closeLabel: t('common.close'),
      }),
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
    onSettled: () => {
      setAsking(false)
      return queries.invalidateQueries({ queryKey: ['accounts.listAffiliations'] })
    },
  })
  const days =
    to === null
      ? t('administration.offices.since', { from: formatDate(from) })
      : t('administration.offices.fromTo', { from: formatDate(from), to: formatDate(lastDay(to)) })
  return (
    <>
      <Row
        level={3}
        leading={<Node>{initials(personName)}</Node>}
        title={<bdi>{personName}</bdi>}
        meta={
          <>
            {t(`common.institutionKind.${institution.kind}`)} · <bdi>{institution.name}</bdi>
            {affiliation.function !== null && (
              <>
                {' '}
                · <bdi>{affiliation.function}</bdi>
              </>
            )}
            <br />
            {days}
          </>
        }
        actions={
          state !== 'past' && (
            <Button
              look="text"
              aria-label={t('administration.offices.endNamed', { name: personName })}
              onClick={() => setAsking(true)}
            >
              {t('administration.offices.end')}
            </Button>
          )
        }
      />
      <ConfirmDialog
        opened={asking}
        title={t('administration.offices.endQuestion', { name: personName })}
        confirmLabel={t('administration.offices.end')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => end.mutate()}
        onCancel={() => setAsking(false)}
        busy={end.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('administration.offices.endText')}</p>
      </ConfirmDialog>
    </>
  )
}
