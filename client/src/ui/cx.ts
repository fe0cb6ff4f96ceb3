/** Joins class names; lookups in CSS modules may be undefined under `noUncheckedIndexedAccess`. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
