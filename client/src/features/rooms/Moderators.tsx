import type { Room, RoomModerator } from '@augenhoehe/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { looksLikeEmail } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { useForm } from '../../platform/useForm.ts'
import {
  Button,
  Form,
  FormActions,
  Node,
  Row,
  Rows,
  SectionHead,
  TextField,
  useToast,
} from '../../ui/index.ts'

interface Entries extends Record<string, unknown> {
  email: string
}
interface Reply {
  moderators: RoomModerator[]
}

export interface ModeratorsProps {
  room: Room
}

/** Who decides here about what others wrote; only staff of the platform see and change it. */
export function Moderators({ room }: ModeratorsProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const queries = useQueryClient()
  const asked = read('rooms.listModerators', { roomId: room.id })
  const { data } = useQuery(asked)
  const take = (reply: Reply, text: string) => {
    queries.setQueryData(asked.queryKey, reply)
    toast.show({ text, closeLabel: t('common.close') })
  }
  const form = useForm<Entries, Reply>({
    initial: { email: '' },
    wording: { email: t('rooms.moderators.unknown') },
    wrong: ({ email }) => (looksLikeEmail(email) ? [] : ['email']),
    send: ({ email }) => call('rooms.appointModerator', { roomId: room.id, email }),
    onDone: (reply) => {
      form.set('email', '')
      take(reply, t('rooms.moderators.appointed'))
    },
  })
  const dismiss = async ({ userId, name }: RoomModerator) =>
    take(
      await call('rooms.dismissModerator', { roomId: room.id, userId }),
      t('rooms.moderators.dismissed', { name }),
    )

  return (
    <section aria-label={t('rooms.moderators.title')}>
      <SectionHead>{t('rooms.moderators.title')}</SectionHead>
      {data?.moderators.length === 0 && <p>{t('rooms.moderators.none')}</p>}
      <Rows>
        {data?.moderators.map((moderator) => (
          <Row
            key={moderator.userId}
            leading={<Node>{initials(moderator.name)}</Node>}
            title={<bdi>{moderator.name}</bdi>}
            actions={
              <Button
                look="text"
                aria-label={t('rooms.moderators.dismissNamed', { name: moderator.name })}
                onClick={() => void dismiss(moderator)}
              >
                {t('rooms.moderators.dismiss')}
              </Button>
            }
          />
        ))}
      </Rows>
      <Form onSubmit={form.submit} aria-label={t('rooms.moderators.appoint')}>
        <FormProblem form={form} />
        <TextField
          {...form.text('email')}
          label={t('rooms.moderators.email')}
          hint={t('rooms.moderators.hint')}
          type="email"
          inputMode="email"
          dir="ltr"
        />
        <FormActions>
          <Button type="submit" look="line" busy={form.busy} busyLabel={t('common.loading')}>
            {t('rooms.moderators.appoint')}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}
