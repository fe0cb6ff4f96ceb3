import { Link, Tag } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'

interface HiddenTagProps {
  /** The decision that hides it. */
  statementId: string
  /** Whether the reader runs the association: decisions are addressed to them alone. */
  mayRead: boolean
}

/** That moderation lets only the own association see something, and the way to the reasons. Among words that load later. */
export function HiddenTag({ statementId, mayRead }: HiddenTagProps) {
  const { t } = useTranslation()
  return (
    <>
      <Tag tone="clay">{t('moderating.hidden.tag')}</Tag>
      {mayRead && <Link href={`/ich/entscheidungen/${statementId}`}>{t('moderating.hidden.why')}</Link>}
    </>
  )
}
