import { FollowButton } from './FollowButton.tsx'
import styles from './FollowChosen.module.css'
import { label, useLocale } from './i18n.ts'
import { usePlaceName, useTaxonomy } from './reference.ts'
import { useLooksSignedIn } from './session.tsx'

interface FollowChosenProps {
  /** By its key. */
  municipality: string | undefined
  /** Fields of activity and kinds of need, by id. */
  categories: readonly (string | undefined)[]
}

/** Whoever has narrowed a list to a place or a topic can have what is new there told. */
export function FollowChosen({ municipality, categories }: FollowChosenProps) {
  const locale = useLocale()
  const placeName = usePlaceName()
  const taxonomy = useTaxonomy()
  const chosen = categories.flatMap((id) => {
    const term =
      id === undefined ? undefined : (taxonomy?.activityFieldById(id) ?? taxonomy?.needKindById(id))
    return id !== undefined && term ? [{ id, name: label(term, locale) }] : []
  })
  const place = municipality === undefined ? '' : placeName(municipality)
  if (!useLooksSignedIn() || (place === '' && chosen.length === 0)) return null
  return (
    <div className={styles.chosen}>
      {municipality !== undefined && place !== '' && (
        <FollowButton key={municipality} kind="municipality" target={municipality} name={place} />
      )}
      {chosen.map(({ id, name }) => (
        <FollowButton key={id} kind="category" target={id} name={name} />
      ))}
    </div>
  )
}
