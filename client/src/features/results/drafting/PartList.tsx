import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { Card, IconButton, useToast, VisuallyHidden } from '../../../ui/index.ts'
import { moved } from './moved.ts'
import styles from './PartList.module.css'

interface PartListProps<P extends { key: string }> {
  parts: readonly P[]
  onChange: (parts: P[]) => void
  /** What a part is called, and its place. */
  heading: (part: P, n: number) => string
  removedText: string
  /** What one types in a part. */
  children: (part: P, n: number, onChange: (part: P) => void) => ReactNode
}

/** The parts of a text in their order: each can be moved and removed, by any means. */
export function PartList<P extends { key: string }>({
  parts,
  onChange,
  heading,
  removedText,
  children,
}: PartListProps<P>) {
  const { t } = useTranslation()
  const toast = useToast()
  const [said, say] = useState('')
  const move = (index: number, by: -1 | 1) => {
    onChange(moved(parts, index, by))
    say(t('results.edit.moved', { place: index + by + 1, count: parts.length }))
  }
  const remove = (index: number) => {
    onChange(parts.toSpliced(index, 1))
    toast.show({
      text: removedText,
      closeLabel: t('common.close'),
      action: { label: t('common.undo'), onAction: () => onChange([...parts]) },
    })
  }
  return (
    <>
      <VisuallyHidden>
        <output>{said}</output>
      </VisuallyHidden>
      <ol className={styles.parts}>
        {parts.map((part, index) => (
          <li key={part.key}>
            <PartCard
              heading={heading(part, index + 1)}
              n={index + 1}
              onUp={index > 0 ? () => move(index, -1) : undefined}
              onDown={index < parts.length - 1 ? () => move(index, 1) : undefined}
              onRemove={() => remove(index)}
            >
              {children(part, index + 1, (next) => onChange(parts.with(index, next)))}
            </PartCard>
          </li>
        ))}
      </ol>
    </>
  )
}

interface PartCardProps {
  heading: string
  n: number
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onRemove: () => void
  children: ReactNode
}

function PartCard({ heading, n, onUp, onDown, onRemove, children }: PartCardProps) {
  const { t } = useTranslation()
  const id = useId()
  const head = useRef<HTMLDivElement>(null)
  const press = (act: () => void) => () => {
    const pressed = document.activeElement
    act()
    // It goes with its part; at the end of its way the other one is still there.
    setTimeout(() => {
      if (pressed instanceof HTMLElement && pressed.isConnected) pressed.focus()
      else head.current?.querySelector('button')?.focus()
    })
  }
  return (
    <Card as="section" labelledBy={id}>
      <div className={styles.head} ref={head}>
        <h3 id={id}>{heading}</h3>
        {onUp && (
          <IconButton
            label={t('results.builder.up', { n })}
            icon={<IconArrowUp aria-hidden="true" />}
            onClick={press(onUp)}
          />
        )}
        {onDown && (
          <IconButton
            label={t('results.builder.down', { n })}
            icon={<IconArrowDown aria-hidden="true" />}
            onClick={press(onDown)}
          />
        )}
        <IconButton
          label={t('results.builder.remove', { n })}
          icon={<IconTrash aria-hidden="true" />}
          onClick={onRemove}
        />
      </div>
      {children}
    </Card>
  )
}
