import type { AccountSecurity } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, ConfirmDialog, Row, useToast } from '../../../ui/index.ts'
import { TotpSetUp } from './TotpSetUp.tsx'

interface TotpRowProps {
  totp: AccountSecurity['totp']
  /** Whether they may be without. */
  removable: boolean
  onChanged: (recoveryCodes: readonly string[] | null) => void
}

export function TotpRow({ totp, removable, onChanged }: TotpRowProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const toast = useToast()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null)
  const closeLabel = t('common.close')
  const refused = (error: Error) => toast.show({ text: problemText(error), tone: 'problem', closeLabel })
  const begin = useMutation({
    mutationFn: () => call('accounts.beginTotp', {}),
    onSuccess: setBegun,
    onError: refused,
  })
  const end = useMutation({
    mutationFn: () => call('accounts.endTotp', {}),
    onSuccess: () => {
      onChanged(null)
      toast.show({ text: t('security.totp.removed'), closeLabel })
    },
    onError: refused,
    onSettled: () => setAsking(false),
  })
  return (
    <Row
      level={3}
      title={t('security.totp.title')}
      meta={totp ? t('security.totp.since', { date: formatDate(totp.since) }) : t('security.totp.none')}
      actions={
        !begun && (
          <>
            <Button
              look="line"
              onClick={() => begin.mutate()}
              busy={begin.isPending}
              busyLabel={t('common.loading')}
            >
              {t(totp ? 'security.totp.another' : 'security.totp.setUp')}
            </Button>
            {totp && removable && (
              <Button look="text" onClick={() => setAsking(true)}>
                {t('security.totp.remove')}
              </Button>
            )}
          </>
        )
      }
    >
      {begun && (
        <TotpSetUp
          {...begun}
          onDone={(recoveryCodes) => {
            setBegun(null)
            onChanged(recoveryCodes)
            toast.show({ text: t('security.totp.done'), closeLabel })
          }}
          onCancel={() => setBegun(null)}
        />
      )}
      <ConfirmDialog
        opened={asking}
        title={t('security.totp.removeQuestion')}
        confirmLabel={t('security.totp.remove')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => end.mutate()}
        onCancel={() => setAsking(false)}
        busy={end.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('security.totp.removeText')}</p>
      </ConfirmDialog>
    </Row>
  )
}
