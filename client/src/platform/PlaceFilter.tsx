import { lazy, Suspense, useState } from 'react'
import { useTranslation } from './i18n.ts'
import { usePlaceName } from './reference.ts'
import { Button, Dialog, SkeletonLines, WordButton } from '../ui/index.ts'
import styles from './PlaceFilter.module.css'

/** Typing with suggestions is heavy, and most visits never open it. */
const MunicipalityField = lazy(async () => ({
  default: (await import('./MunicipalityField.tsx')).MunicipalityField,
}))

interface PlaceFilterProps {
  value: string
  onChange: (ags: string) => void
}

/** A word filter over 421 municipalities: nobody scrolls through those, so one types. */
export function PlaceFilter({ value, onChange }: PlaceFilterProps) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const [opened, setOpened] = useState(false)
  const choose = (ags: string) => {
    onChange(ags)
    setOpened(false)
  }
  const current = value === '' ? t('organisations.directory.everywhere') : placeName(value) || '…'
  return (
    <>
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
          <Button look="line" onClick={() => choose('')}>
            {t('organisations.directory.showEverywhere')}
          </Button>
        }
      >
        <div className={styles.room}>
          <Suspense
            fallback={<SkeletonLines label={t('common.loading')} entries={1} lines={2} node={false} />}
          >
            <MunicipalityField
              label={t('organisations.fields.municipality')}
              hint={t('organisations.fields.municipalityHint')}
              value={value}
              onChange={choose}
            />
          </Suspense>
        </div>
      </Dialog>
    </>
  )
}
