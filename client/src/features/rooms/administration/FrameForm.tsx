import type { RoomFrame } from '@augenhoehe/contracts'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { ChangedMeanwhile } from '../../../platform/ChangedMeanwhile.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { sent, tooShort, typed } from '../../../platform/in-languages.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, ConfirmDialog, Form, FormActions, SectionHead, useToast } from '../../../ui/index.ts'
import { RuleFields, type Rules } from './RuleFields.tsx'
import { useWording } from './useWording.ts'
import { WordFields, type RoomTyped } from './WordFields.tsx'

interface FrameFormProps {
  frame: RoomFrame
  onSaved: (frame: RoomFrame) => void
  onReload: () => void
}

const width = { public: 2, members: 1, closed: 0 }

/** Words and rules of a room. Taking it away from readers is asked once more. */
export function FrameForm({ frame, onSaved, onReload }: FrameFormProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const wording = useWording()
  const [asking, setAsking] = useState(false)
  const form = useForm<RoomTyped & Rules & Record<string, unknown>, RoomFrame>({
    initial: {
      title: typed(frame.title),
      shortTitle: typed(frame.shortTitle),
      description: typed(frame.description),
      visibility: frame.visibility,
      whoMayStartThread: frame.whoMayStartThread,
    },
    wording,
    wrong: ({ title, shortTitle, description }) => [
      ...(tooShort(title) ? (['title'] as const) : []),
      ...(tooShort(shortTitle, 2) ? (['shortTitle'] as const) : []),
      ...(tooShort(description) ? (['description'] as const) : []),
    ],
    send: ({ title, shortTitle, description, visibility, whoMayStartThread }) =>
      call('rooms.change', {
        roomId: frame.id,
        rev: frame.rev,
        title: sent(title),
        shortTitle: sent(shortTitle),
        description: sent(description),
        visibility,
        whoMayStartThread,
      }),
    onDone: (saved) => {
      onSaved(saved)
      toast.show({ text: t('common.saved'), closeLabel: t('common.close') })
    },
  })
  const narrows = width[form.values.visibility] < width[frame.visibility]

  return (
    <section aria-labelledby="frame-words">
      <SectionHead id="frame-words">{t('administration.words.heading')}</SectionHead>
      <Form
        aria-labelledby="frame-words"
        onSubmit={(event) => {
          event.preventDefault()
          if (narrows) setAsking(true)
          else form.submit()
        }}
      >
        <ChangedMeanwhile form={form} onReload={onReload} />
        <WordFields values={form.values} set={form.set} field={form.field} />
        <RuleFields
          values={form.values}
          setVisibility={(visibility) => form.set('visibility', visibility)}
          setWhoMayStart={(who) => form.set('whoMayStartThread', who)}
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('administration.words.save')}
          </Button>
        </FormActions>
      </Form>
      <ConfirmDialog
        opened={asking}
        title={t(
          `administration.narrow.${form.values.visibility === 'closed' ? 'closedQuestion' : 'question'}`,
        )}
        confirmLabel={t('administration.narrow.confirm')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => {
          setAsking(false)
          form.submit()
        }}
        onCancel={() => setAsking(false)}
      >
        <p>{t(`administration.narrow.${form.values.visibility === 'closed' ? 'closedText' : 'text'}`)}</p>
      </ConfirmDialog>
    </section>
  )
}
