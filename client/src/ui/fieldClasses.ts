import styles from './field.module.css'

const name = (key: string): string => styles[key] ?? ''

/** Class names for the kit's inputs; every field wrapper uses the same ones. */
export const fieldClasses = {
  root: name('root'),
  label: name('label'),
  description: name('description'),
  error: name('error'),
  input: name('input'),
  section: name('section'),
}

export const passwordClasses = { ...fieldClasses, innerInput: name('innerInput') }

export const selectClasses = {
  ...fieldClasses,
  dropdown: name('dropdown'),
  option: name('option'),
  empty: name('empty'),
}

export const multiSelectClasses = {
  ...selectClasses,
  pill: name('pill'),
  inputField: name('searchInput'),
}

export const checkClasses = {
  root: name('root'),
  body: name('checkBody'),
  inner: name('checkInner'),
  input: name('checkInput'),
  icon: name('checkIcon'),
  labelWrapper: name('checkLabelWrapper'),
  label: name('checkLabel'),
  description: name('checkNote'),
  error: name('checkError'),
}

export const switchClasses = {
  root: name('root'),
  body: name('checkBody'),
  track: name('track'),
  thumb: name('thumb'),
  labelWrapper: name('checkLabelWrapper'),
  label: name('checkLabel'),
  description: name('checkNote'),
  error: name('checkError'),
}
