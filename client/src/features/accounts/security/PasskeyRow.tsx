import type { Passkey } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, ConfirmDialog, Row, useToast } from '../../../ui/index.ts'

interface PasskeyRowProps {
  passkey: Passkey
  /** Whether they may be without. */
  removable: boolean
  onChanged: () => void
}

export function PasskeyRow({
  passkey: { id, name, createdAt, usedAt },
  removable,
  onChanged,
}: PasskeyRowProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const toast = useToast()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const closeLabel = t('common.close')
  const remove = useMutation({
    mutationFn: () => call('accounts.removePasskey', { passkeyId: id }),
    onSuccess: () => {
      onChanged()
      toast.show({ text: t('security.passkey.removed'), closeLabel })
    },
    onError: (error) => toast.show({ text: problemText(error), tone: 'problem', closeLabel }),
    onSettled: () => setAsking(false),
  })
  const date = formatDate(createdAt)
  return (
    <Row
      level={3}
      title={<bdi>{name}</bdi>}
      meta={
        usedAt === null
          ? t('security.passkey.made', { date })
          : t('security.passkey.used', { date, used: formatDate(usedAt) })
      }
      actions={
        removable && (
          <Button
            look="text"
            aria-label={t('security.passkey.removeNamed', { name })}
            onClick={() => setAsking(true)}
          >
            {t('security.passkey.remove')}
          </Button>
        )
      }
    >
      <ConfirmDialog
        opened={asking}
        title={t('security.passkey.removeQuestion', { name })}
        confirmLabel={t('security.passkey.remove')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(false)}
        busy={remove.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('security.passkey.removeText')}</p>
      </ConfirmDialog>
    </Row>
  )
}
