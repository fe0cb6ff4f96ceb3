import { TextAreaField, type TextAreaFieldProps } from '../../ui/index.ts'
import { ClearWriting } from './ClearWriting.tsx'

/** A field for longer texts, with hints for clearer language under it. */
export function ClearField(props: TextAreaFieldProps) {
  return (
    <div data-writing>
      <TextAreaField {...props} />
      <ClearWriting text={props.value} lang={props.lang} />
    </div>
  )
}
