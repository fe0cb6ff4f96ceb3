import type { Contribution, Quoted, Thread } from '@augenhoehe/contracts'
import { IconArrowBackUp } from '@tabler/icons-react'
import { memo, use, useState } from 'react'
import { ContributionActsContext } from '../../platform/contribution-acts.ts'
import { nameOrFormer } from '../../platform/former.ts'
import { spokenIn, useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { useRemembered } from '../../platform/remembered.ts'
import { useMe } from '../../platform/session.tsx'
import { Unverified } from '../../platform/Unverified.tsx'
import { withWords } from '../../platform/with-words.ts'
import { voiceOf } from '../../platform/voice.ts'
import { Button, later, Message } from '../../ui/index.ts'
import type { Doing } from './Dialogs.tsx'
import { LinkedText } from './LinkedText.tsx'
import { MessageMenu } from './MessageMenu.tsx'
import { TranslationsPlace } from './TranslationsPlace.tsx'
import { rightsOn } from './rights.ts'
import { translationKey } from './translation-key.ts'
import { useFolded } from './useFolded.tsx'
import { useQuotedName } from './useQuotedName.ts'
import { useRestriction } from './useRestriction.tsx'
import { excerpt } from './excerpt.ts'

/** Most contributions have none. */
const Translations = later(
  () => withWords(async () => (await import('./Translations.tsx')).Translations),
  TranslationsPlace,
)

export interface MessageActions {
  onReply: (contribution: Contribution) => void
  onDo: (doing: Doing) => void
  onTaken: (contribution: Contribution) => void
  /** Puts words back into the composer. */
  onRewrite: (text: string) => void
}

interface MessageRowProps extends MessageActions {
  contribution: Contribution
  quoted: Quoted | undefined
  grouped: boolean
  opens?: boolean
  thread: Thread
}

export const MessageRow = memo(function MessageRow({
  contribution,
  quoted,
  grouped,
  opens,
  thread,
  onReply,
  ...actions
}: MessageRowProps) {
  const { t } = useTranslation()
  const { formatTime } = useFormat()
  const { user, memberships } = useMe()
  const { id, text, type, state, lang, oral, createdAt } = contribution
  const voice = voiceOf(contribution)
  const quotedName = useQuotedName()
  const rights = rightsOn(contribution, thread, {
    userId: user?.id ?? null,
    organisationIds: memberships.map(({ organisationId }) => organisationId),
  })
  const restricted = useRestriction(contribution, rights, actions)
  const { folded, isBlocked } = useFolded(contribution)
  const { outcomeOf } = use(ContributionActsContext)
  const [translating, setTranslating] = useState(false)
  const [begun] = useRemembered(translationKey(user?.id ?? '', id))
  const isOwn = user !== null && contribution.authorId === user.id
  const hasLanguages = isOwn || translating || Boolean(begun) || contribution.translations.length > 0

  return (
    <Message
      id={`c-${id}`}
      organisation={voice.name}
      organisationHref={voice.href}
      initials={initials(voice.name)}
      own={isOwn && !oral}
      person={voice.person ?? (oral ? undefined : t('threads.personally'))}
      standing={voice.organisation && <Unverified of={voice.organisation} />}
      note={oral && t('threads.oral.noted', { name: nameOrFormer(contribution.authorName) })}
      institution={
        contribution.institution && !oral
          ? t(`common.institutionKind.${contribution.institution.kind}`)
          : undefined
      }
      time={{ text: formatTime(createdAt), iso: createdAt }}
      kind={type && type !== 'system' ? { kind: type, label: t(`threads.kind.${type}`) } : undefined}
      grouped={grouped}
      opens={opens}
      quote={
        contribution.replyTo === null
          ? undefined
          : {
              organisation: quoted ? quotedName(quoted) : t('threads.earlierMessage'),
              text:
                !quoted || isBlocked(quoted) ? '…' : quoted.text ? excerpt(quoted.text) : t('threads.quoted'),
              href: `#c-${contribution.replyTo}`,
              ...spokenIn(quoted?.lang),
            }
      }
      {...spokenIn(lang)}
      edited={contribution.editedAt && state === 'published' ? t('threads.edited') : undefined}
      translations={
        text && !folded && hasLanguages ? (
          <Translations
            contribution={contribution}
            thread={thread}
            rights={rights}
            translating={translating}
            onTranslating={setTranslating}
            {...actions}
          />
        ) : undefined
      }
      outcome={folded ? undefined : outcomeOf?.(contribution, thread)}
      state={folded ?? restricted}
      actions={
        folded ? undefined : rights.reply ? (
          <>
            <Button
              look="text"
              icon={<IconArrowBackUp data-flip aria-hidden="true" />}
              onClick={() => onReply(contribution)}
            >
              {t('threads.reply.action')}
            </Button>
            <MessageMenu
              contribution={contribution}
              thread={thread}
              rights={rights}
              onTranslate={() => setTranslating(true)}
              {...actions}
            />
          </>
        ) : (
          <MessageMenu
            contribution={contribution}
            thread={thread}
            rights={rights}
            onTranslate={() => setTranslating(true)}
            {...actions}
          />
        )
      }
    >
      {text && !folded ? <LinkedText text={text} lang={lang} /> : undefined}
    </Message>
  )
})
