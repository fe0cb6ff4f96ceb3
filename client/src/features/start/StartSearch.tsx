import { useState } from 'react'
import { Trans } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useTranslation } from '../../platform/i18n.ts'
import { Link, SearchField } from '../../ui/index.ts'

const directoryFor = (text: string) => `/organisationen?${new URLSearchParams({ suche: text })}`

/** Leads into the directory; the examples show what one may type. */
export function StartSearch() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const wanted = text.trim()
  return (
    <SearchField
      label={t('organisations.directory.search')}
      placeholder={t('organisations.directory.placeholder')}
      value={text}
      onChange={setText}
      onSubmit={() => void navigate(wanted === '' ? '/organisationen' : directoryFor(wanted))}
      submitLabel={t('organisations.directory.submit')}
      hint={
        <Trans
          i18nKey="start.examples"
          components={{
            place: <Link href={directoryFor('giessen')} />,
            topic: <Link href="/organisationen?thema=women" />,
            language: <Link href="/organisationen?sprache=uk" />,
          }}
        />
      }
    />
  )
}
