import { useFormat } from '../../platform/i18n.ts'

const hundred = 100

/** Shares are told as whole points of a hundred. */
export function usePoints() {
  const { formatNumber } = useFormat()
  return (share: number) => formatNumber(Math.round(share * hundred))
}

/** Digits around a hyphen keep their order also where words run from right to left. */
export const inOrder = (version: string) => `\u2066${version}\u2069`
