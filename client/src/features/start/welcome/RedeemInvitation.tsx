import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { useTranslation } from '../../../platform/i18n.ts'
import { Button, Dialog, TextField } from '../../../ui/index.ts'
import { invitationIn } from './steps.ts'

/** For whoever has an invitation in a mail or a message: the link, pasted, leads to it. */
export function RedeemInvitation() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const id = useId()
  const [opened, setOpened] = useState(false)
  const [pasted, setPasted] = useState('')
  const [isWrong, setWrong] = useState(false)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const href = invitationIn(pasted)
    if (href === undefined) setWrong(true)
    else void navigate(href)
  }
  return (
    <>
      <Button big look="line" onClick={() => setOpened(true)}>
        {t('welcome.invitation.open')}
      </Button>
      <Dialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('welcome.invitation.open')}
        closeLabel={t('common.close')}
        actions={
          <Button type="submit" form={id}>
            {t('welcome.next')}
          </Button>
        }
      >
        <form id={id} onSubmit={submit}>
          <TextField
            label={t('welcome.invitation.label')}
            hint={t('welcome.invitation.hint')}
            error={isWrong ? t('welcome.invitation.wrong') : undefined}
            value={pasted}
            onChange={(event) => {
              setPasted(event.currentTarget.value)
              setWrong(false)
            }}
            dir="ltr"
            autoComplete="off"
          />
        </form>
      </Dialog>
    </>
  )
}
