import type { Organisation, OwnMembership } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, ConfirmDialog, RadioField, useToast } from '../../../ui/index.ts'

interface VouchDialogProps {
  organisation: Organisation
  /** The verified associations the reader runs. */
  own: readonly OwnMembership[]
  onClose: () => void
}

export function VouchDialog({ organisation, own, onClose }: VouchDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState(own[0]?.organisationId ?? '')
  const vouch = useMutation({
    mutationFn: () =>
      call('organisations.vouch', { organisationId: organisation.id, actingOrganisationId: chosen }),
    onSuccess: ({ verified }) => {
      toast.show({
        text: t(verified ? 'verification.nowVerified' : 'verification.vouchSent', {
          name: organisation.name,
        }),
        closeLabel: t('common.close'),
      })
      for (const name of ['organisations.get', 'organisations.list', 'organisations.verification'])
        void queries.invalidateQueries({ queryKey: [name] })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={t('verification.vouchQuestion', { name: organisation.name })}
      confirmLabel={t('verification.vouch')}
      cancelLabel={t('common.cancel')}
      onConfirm={() => vouch.mutate()}
      onCancel={onClose}
      busy={vouch.isPending}
      busyLabel={t('common.loading')}
    >
      <p>{t('verification.vouchText')}</p>
      {own.length > 1 && (
        <RadioField
          label={t('verification.vouchFor')}
          options={own.map(({ organisationId, name }) => ({ value: organisationId, label: name }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {vouch.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(vouch.error)}
          </Banner>
        </div>
      )}
    </ConfirmDialog>
  )
}
