import { useEffect, useState } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { SearchField } from '../../ui/index.ts'

interface DirectoryBoxProps {
  value: string
  onChange: (text: string) => void
}

const pause = 350

/** Searches while one types, once the fingers rest. */
export function DirectoryBox({ value, onChange }: DirectoryBoxProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const [told, setTold] = useState(value)

  // Somebody else changed it: the way back, or the button that clears everything.
  if (value !== told) {
    setTold(value)
    setText(value)
  }

  const tell = (next: string) => {
    setTold(next)
    onChange(next)
  }

  useEffect(() => {
    const wanted = text.trim()
    if (wanted === told.trim()) return undefined
    const timer = setTimeout(() => tell(wanted), pause)
    return () => clearTimeout(timer)
  })

  return (
    <SearchField
      label={t('organisations.directory.search')}
      placeholder={t('organisations.directory.placeholder')}
      value={text}
      onChange={setText}
      onSubmit={() => tell(text.trim())}
      submitLabel={t('organisations.directory.submit')}
    />
  )
}
