import type { Organisation } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, Button, ConfirmDialog } from '../../ui/index.ts'
import styles from './Leaving.module.css'

interface LeavingProps {
  organisation: Organisation
  userId: string
}

export function Leaving({ organisation, userId }: LeavingProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const leave = useMutation({
    mutationFn: () => call('organisations.removeMember', { organisationId: organisation.id, userId }),
    onSuccess: async () => {
      setAsking(false)
      await queries.invalidateQueries({ queryKey: ['accounts.me'] })
      void navigate('/ich', { replace: true })
    },
  })
  return (
    <div className={styles.quiet}>
      <Button look="text" onClick={() => setAsking(true)}>
        {t('membership.leave.open')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('membership.leave.question', { name: organisation.name })}
        confirmLabel={t('membership.leave.confirm')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => leave.mutate()}
        onCancel={() => {
          setAsking(false)
          leave.reset()
        }}
        busy={leave.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('membership.leave.text')}</p>
        {leave.error && (
          <Banner tone="problem" inset>
            {problemText(leave.error)}
          </Banner>
        )}
      </ConfirmDialog>
    </div>
  )
}
