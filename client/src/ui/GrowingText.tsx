import { useLayoutEffect, useRef, type Ref, type TextareaHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import styles from './GrowingText.module.css'

export interface GrowingTextProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  value: string
  minRows?: number | undefined
  maxRows?: number | undefined
  ref?: Ref<HTMLTextAreaElement> | undefined
}

const growsByItself = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')

export function GrowingText({
  value,
  minRows = 1,
  maxRows = 8,
  className,
  style,
  ref,
  ...rest
}: GrowingTextProps) {
  const own = useRef<HTMLTextAreaElement>(null)

  useLayoutEffect(() => {
    const area = own.current
    if (growsByItself || !area) return
    area.style.blockSize = 'auto'
    area.style.blockSize = `${area.scrollHeight}px`
  })

  return (
    <textarea
      {...rest}
      ref={(area) => {
        own.current = area
        if (typeof ref === 'function') ref(area)
        else if (ref) ref.current = area
      }}
      value={value}
      rows={minRows}
      className={cx(styles.area, className)}
      style={{ ...style, ['--rows-min' as string]: minRows, ['--rows-max' as string]: maxRows }}
    />
  )
}
