import type { MantineThemeOverride } from '@mantine/core'
import { scale } from './tokens.ts'

const petrol = [
  '#e2edea',
  '#c6ddd9',
  '#9adad6',
  '#7ccbc6',
  '#55a9a6',
  '#2e8587',
  '#136d70',
  '#0b5a5e',
  '#08474a',
  '#05383a',
] as const

export const theme: MantineThemeOverride = {
  fontFamily: scale['--ah-font'],
  fontFamilyMonospace: 'ui-monospace, monospace',
  headings: { fontFamily: scale['--ah-font'], fontWeight: '620' },
  fontSizes: {
    xs: scale['--ah-t-13'],
    sm: scale['--ah-t-15'],
    md: scale['--ah-t-17'],
    lg: scale['--ah-t-20'],
    xl: scale['--ah-t-25'],
  },
  lineHeights: { xs: '1.45', sm: '1.45', md: '1.53', lg: '1.4', xl: '1.3' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '6px', sm: '6px', md: '10px', lg: '14px', xl: '16px' },
  defaultRadius: 'md',
  colors: { petrol },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
}

/** The kit's own semantic colours point at ours; its defaults miss 4.5:1 in nine places. */
export const kitColours = {
  '--mantine-color-body': 'var(--ah-paper)',
  '--mantine-color-text': 'var(--ah-ink)',
  '--mantine-color-bright': 'var(--ah-ink)',
  '--mantine-color-dimmed': 'var(--ah-ink-2)',
  '--mantine-color-placeholder': 'var(--ah-ink-2)',
  '--mantine-color-anchor': 'var(--ah-petrol)',
  '--mantine-color-error': 'var(--ah-clay-text)',
  '--mantine-color-success': 'var(--ah-leaf-text)',
  '--mantine-color-default': 'var(--ah-sheet)',
  '--mantine-color-default-hover': 'var(--ah-sunk)',
  '--mantine-color-default-color': 'var(--ah-ink)',
  '--mantine-color-default-border': 'var(--ah-edge)',
  '--mantine-color-disabled': 'var(--ah-sunk)',
  '--mantine-color-disabled-color': 'var(--ah-ink-2)',
  '--mantine-color-disabled-border': 'var(--ah-edge)',
  '--mantine-primary-color-filled': 'var(--ah-petrol)',
  '--mantine-primary-color-filled-hover': 'var(--ah-petrol-press)',
  '--mantine-primary-color-contrast': 'var(--ah-on-petrol)',
  '--mantine-primary-color-light': 'var(--ah-petrol-tint)',
  '--mantine-primary-color-light-hover': 'var(--ah-petrol-tint)',
  '--mantine-primary-color-light-color': 'var(--ah-petrol)',
  '--mantine-color-petrol-filled': 'var(--ah-petrol)',
  '--mantine-color-petrol-filled-hover': 'var(--ah-petrol-press)',
  '--mantine-color-petrol-light': 'var(--ah-petrol-tint)',
  '--mantine-color-petrol-light-color': 'var(--ah-petrol)',
}
