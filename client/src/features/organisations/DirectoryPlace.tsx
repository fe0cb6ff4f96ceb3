import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { usePlaceName } from '../../platform/reference.ts'
import { Button, Dialog, SkeletonLines, WordButton } from '../../ui/index.ts'
import { nowhereElse, type DirectorySearch } from './directory-search.ts'

/** Typing with suggestions is heavy, and most visits never open it. */
const PlaceForm = lazy(async () => ({ default: (await import('./PlaceForm.tsx')).PlaceForm }))

interface DirectoryPlaceProps {
  search: DirectorySearch
  onChange: (changes: DirectorySearch) => void
}

/** Where one looks, as words of the sentence: everywhere, a district, a place, or around a place. */
function useWhere({ municipality, district, near, radiusKm }: DirectorySearch) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const { data: districts } = useQuery({
    queryKey: ['reference', 'districts'],
    queryFn: () => import('@augenhoehe/reference-data/districts'),
    staleTime: Infinity,
    enabled: district !== undefined,
  })
  if (near !== undefined) {
    const place = placeName(near) || near
    return radiusKm === undefined
      ? { before: t('organisations.directory.in'), current: t('organisations.directory.near', { place }) }
      : {
          before: t('organisations.directory.inThe'),
          current: t('organisations.directory.around', { place, km: Number(radiusKm) }),
        }
  }
  if (municipality !== undefined)
    return { before: t('organisations.directory.in'), current: placeName(municipality) || '…' }
  if (district !== undefined) {
    const known = districts?.districtByKey(district)
    const before = t(
      known?.type === 'Landkreis' ? 'organisations.directory.inThe' : 'organisations.directory.in',
    )
    return { before, current: known?.name ?? '…' }
  }
  return { before: t('organisations.directory.in'), current: t('organisations.directory.everywhere') }
}

export function DirectoryPlace({ search, onChange }: DirectoryPlaceProps) {
  const { t } = useTranslation()
  const { before, current } = useWhere(search)
  const [opened, setOpened] = useState(false)
  const choose = (place: DirectorySearch) => {
    onChange({ ...nowhereElse, ...place })
    setOpened(false)
  }
  return (
    <>
      {before}{' '}
      <WordButton
        label={t('organisations.directory.place')}
        current={current}
        opens="dialog"
        opened={opened}
        onPress={() => setOpened(true)}
      />
      <Dialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('organisations.directory.where')}
        closeLabel={t('common.close')}
        actions={
          <>
            <Button type="submit" form="directory-place">
              {t('organisations.directory.show')}
            </Button>
            <Button look="line" onClick={() => choose({})}>
              {t('organisations.directory.showEverywhere')}
            </Button>
          </>
        }
      >
        <Suspense fallback={<SkeletonLines label={t('common.loading')} entries={2} lines={2} node={false} />}>
          <PlaceForm id="directory-place" search={search} onChoose={choose} />
        </Suspense>
      </Dialog>
    </>
  )
}
