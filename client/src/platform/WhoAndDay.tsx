import { useFormat } from './i18n.ts'

/** "Brunnenstube Gießen, gestern". */
export function WhoAndDay({ who, at }: { who: string; at: string }) {
  const { comma, formatRelativeDay } = useFormat()
  return (
    <>
      <bdi>{who}</bdi>
      {comma}
      {formatRelativeDay(at)}
    </>
  )
}
