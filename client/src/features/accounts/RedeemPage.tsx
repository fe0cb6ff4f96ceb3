import type { Me, SecondStep as Waiting, SignedIn } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useTakeMe } from '../../platform/session.tsx'
import { Button, FormActions, Link } from '../../ui/index.ts'
import { AccountFrame } from './AccountFrame.tsx'
import { SecondStep } from './SecondStepLater.tsx'
import { takeWayBack } from './way-back.ts'

interface RedeemPageProps {
  title: string
  lead: string
  action: string
  redeem: (token: string) => Promise<SignedIn>
}

/** Mail scanners open every link, so the token of a mail is used only once somebody presses the button. */
export function RedeemPage({ title, lead, action, redeem }: RedeemPageProps) {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const takeMe = useTakeMe()
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const goOn = (me: Me) => {
    takeMe(me)
    void navigate(takeWayBack(), { replace: true })
  }
  const redeeming = useMutation({
    mutationFn: () => redeem(params.get('token') ?? ''),
    onSuccess: ({ secondStep, ...me }) => (secondStep ? setWaiting(secondStep) : goOn(me)),
  })
  if (waiting)
    return (
      <SecondStep step={waiting} onDone={goOn} onOver={() => void navigate('/anmelden', { replace: true })} />
    )
  return (
    <AccountFrame
      title={title}
      lead={lead}
      others={redeeming.isError && <Link href="/anmelden">{t('accounts.redeem.another')}</Link>}
    >
      <FormProblem form={{ attempt: 0, errors: [], problem: redeeming.error }} />
      <FormActions>
        <Button
          big
          onClick={() => redeeming.mutate()}
          busy={redeeming.isPending}
          busyLabel={t('common.loading')}
        >
          {action}
        </Button>
      </FormActions>
    </AccountFrame>
  )
}
