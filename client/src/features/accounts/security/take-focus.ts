/** What has just opened is where one goes on; of use as `ref`. */
export const takeFocus = (part: HTMLElement | null) => part?.focus()
