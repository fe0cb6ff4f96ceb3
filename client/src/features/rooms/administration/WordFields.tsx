import { ClearField } from '../../../platform/clarity/ClearField.tsx'
import { dirOf, useTranslation } from '../../../platform/i18n.ts'
import { TextField } from '../../../ui/index.ts'
import type { Typed } from '../../../platform/in-languages.ts'
import { InLanguages } from '../../../platform/InLanguages.tsx'

const parts = ['title', 'shortTitle', 'description'] as const
type Part = (typeof parts)[number]
export type RoomTyped = Record<Part, Typed>

interface WordFieldsProps {
  values: RoomTyped
  set: (part: Part, words: Typed) => void
  field: (part: Part) => { id: string; error: string | undefined }
}

/** Title, short title and description in every language. */
export function WordFields({ values, set, field }: WordFieldsProps) {
  const { t } = useTranslation()
  return (
    <InLanguages filled={(locale) => parts.some((part) => values[part][locale] !== '')}>
      {(locale) =>
        parts.map((part) => {
          const { id, error } = field(part)
          const shared = {
            id: locale === 'de' ? id : `${id}-${locale}`,
            label: t(`administration.words.${part}`),
            hint: t(`administration.words.${part}Hint`),
            error: locale === 'de' ? error : undefined,
            value: values[part][locale],
            lang: locale,
            dir: dirOf(locale),
            maxLength: { title: 120, shortTitle: 40, description: 400 }[part],
          }
          const change = (value: string) => set(part, { ...values[part], [locale]: value })
          return part === 'description' ? (
            <ClearField key={part} {...shared} onChange={(event) => change(event.currentTarget.value)} />
          ) : (
            <TextField key={part} {...shared} onChange={(event) => change(event.currentTarget.value)} />
          )
        })
      }
    </InLanguages>
  )
}
