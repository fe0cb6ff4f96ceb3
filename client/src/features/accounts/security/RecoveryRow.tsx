import type { AccountSecurity } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, ConfirmDialog, Row, useToast } from '../../../ui/index.ts'

interface RecoveryRowProps {
  recoveryCodes: NonNullable<AccountSecurity['recoveryCodes']>
  onRenewed: (recoveryCodes: readonly string[]) => void
}

export function RecoveryRow({ recoveryCodes: { left, madeAt }, onRenewed }: RecoveryRowProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const toast = useToast()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const renew = useMutation({
    mutationFn: () => call('accounts.renewRecoveryCodes', {}),
    onSuccess: ({ recoveryCodes }) => onRenewed(recoveryCodes),
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
    onSettled: () => setAsking(false),
  })
  return (
    <Row
      level={3}
      title={t('security.recovery.title')}
      meta={t('security.recovery.left', { left, date: formatDate(madeAt) })}
      actions={
        <Button look="line" onClick={() => setAsking(true)}>
          {t('security.recovery.renew')}
        </Button>
      }
    >
      <ConfirmDialog
        opened={asking}
        title={t('security.recovery.renewQuestion')}
        confirmLabel={t('security.recovery.renew')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => renew.mutate()}
        onCancel={() => setAsking(false)}
        busy={renew.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('security.recovery.renewText')}</p>
      </ConfirmDialog>
    </Row>
  )
}
