import { describe, expect, it } from 'vitest'
import { qualityOf } from './bench.ts'

// The full evaluation is `npm run bench -- matching`. Where there are fewer, fewer are overrun, and one side alone does
// better: so the ratios to reach are somewhat lower here.
describe('the making of lists', () => {
  const { means, fidelity } = qualityOf(600, 3)
  const [ours, harmonic, oneSided] = [means.get('ours')!, means.get('harmonic')!, means.get('one-sided')!]

  it('leaves nobody unseen and shows nobody everywhere', () => {
    expect(ours.coverage).toBe(1)
    expect(ours.fewest).toBeGreaterThanOrEqual(5)
    expect(ours.most).toBeLessThanOrEqual(25)
  })

  it('shares attention, also with newcomers', () => {
    expect(ours.gini).toBeLessThanOrEqual(0.35)
    expect(ours.newcomerExposure).toBeGreaterThanOrEqual(0.65)
  })

  it('costs little quality and brings more accepted requests', () => {
    expect(ours.ndcg / harmonic.ndcg).toBeGreaterThanOrEqual(0.94)
    expect(ours.ndcg / oneSided.ndcg).toBeGreaterThanOrEqual(1.1)
    expect(ours.accepted / harmonic.accepted).toBeGreaterThanOrEqual(1.1)
  })

  it('explains every score by what is stored with it', () => {
    expect(fidelity).toBe(1)
  })
})
