import type { Contribution, Thread } from '@augenhoehe/contracts'
import { use } from 'react'
import { IconEdit, IconEyeOff, IconLanguage, IconLink, IconTrash } from '@tabler/icons-react'
import { ContributionActsContext } from '../../platform/contribution-acts.ts'
import { languageName } from '../../platform/composing/written-languages.ts'
import { useLocale, useTranslation } from '../../platform/i18n.ts'
import { ActionMenu, Button, useToast, type ActionMenuItem } from '../../ui/index.ts'
import type { Doing } from './Dialogs.tsx'
import type { Rights } from './rights.ts'

interface MessageMenuProps {
  contribution: Contribution
  thread: Thread
  rights: Rights
  onTranslate: () => void
  onDo: (doing: Doing) => void
}

export function MessageMenu({ contribution, thread, rights, onTranslate, onDo }: MessageMenuProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const toast = useToast()
  const { itemsFor } = use(ContributionActsContext)
  const items: ActionMenuItem[] = []
  if (rights.edit) {
    items.push({
      id: 'edit',
      label: t('threads.edit.open'),
      icon: <IconEdit aria-hidden="true" />,
      onSelect: () => onDo({ kind: 'edit', contribution }),
    })
  }
  if (rights.translate) {
    items.push({
      id: 'translate',
      label: t('threads.translate'),
      icon: <IconLanguage aria-hidden="true" />,
      onSelect: onTranslate,
    })
  }
  if (rights.setLanguage) {
    items.push({
      id: 'language',
      label: contribution.lang
        ? t('threads.language.change', { language: languageName(contribution.lang, locale) })
        : t('threads.language.open'),
      icon: <IconLanguage aria-hidden="true" />,
      onSelect: () => onDo({ kind: 'language', contribution }),
    })
  }
  if (rights.withdraw) {
    items.push({
      id: 'withdraw',
      label: t('threads.withdraw.open'),
      icon: <IconTrash aria-hidden="true" />,
      onSelect: () => onDo({ kind: 'withdraw', contribution }),
    })
  }
  if (rights.hide) {
    items.push({
      id: 'hide',
      label: t('threads.hide.open'),
      icon: <IconEyeOff aria-hidden="true" />,
      onSelect: () => onDo({ kind: 'hide', contribution }),
    })
  }
  if (rights.remove) {
    items.push({
      id: 'remove',
      label: t('threads.remove.open'),
      icon: <IconTrash aria-hidden="true" />,
      onSelect: () => onDo({ kind: 'remove', contribution }),
    })
  }
  // Without a secure context there is no clipboard.
  if (contribution.seq !== null && 'clipboard' in navigator) {
    items.push({
      id: 'link',
      label: t('threads.copyLink'),
      icon: <IconLink aria-hidden="true" />,
      onSelect: () => {
        const { origin, pathname } = window.location
        navigator.clipboard.writeText(`${origin}${pathname}?beitrag=${contribution.id}`).then(
          () => toast.show({ text: t('threads.linkCopied'), closeLabel: t('common.close') }),
          () => undefined,
        )
      },
    })
  }
  items.push(...itemsFor(contribution, thread))
  if (items.length === 0) return null
  return (
    <ActionMenu
      label={t('threads.more')}
      trigger={<Button look="text">{t('threads.more')}</Button>}
      items={items}
    />
  )
}
