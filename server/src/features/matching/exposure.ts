import type { CycleReport, Exposure } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { Cycles, Exposures, MatchLists, type ListDoc, type ReportDoc } from './list-model.ts'
import type { Parts } from './service.ts'

const toReport = ({ run: _run, madeAt, ...report }: ReportDoc): CycleReport => ({
  ...report,
  madeAt: madeAt.toISOString(),
})

/** How often organisations are shown: to themselves how often they are, to the staff how it is for all. */
export function createExposure({ organisations }: Pick<Parts, 'organisations'>) {
  const reports = async () => (await Cycles.findById('current', { reports: 1 }).lean())?.reports ?? []

  return {
    async exposure(actor: Actor, asked: string): Promise<Exposure> {
      await organisations.mustBelong(actor, asked)
      const organisationId = await organisations.currentId(asked)
      const cycles = await reports()
      const last = cycles[0]
      if (!last) return { lists: 0, opened: 0, guaranteed: 0, viewers: 0, usual: null, cycles: [] }
      const [holding, ledger] = await Promise.all([
        MatchLists.find(
          { 'entries.id': organisationId, run: last.run },
          { 'entries.id': 1, 'entries.slot': 1, reached: 1 },
        ).lean<Pick<ListDoc, 'entries' | 'reached'>[]>(),
        Exposures.find({ organisationId, run: trusted({ $in: cycles.map(({ run }) => run) }) }).lean(),
      ])
      const places = holding.map(({ entries, reached }) => {
        const at = entries.findIndex(({ id }) => id === organisationId)
        return { isOpened: at < reached, isGuaranteed: entries[at]?.slot === 'guarantee' }
      })
      const ofRun = new Map(ledger.map((one) => [one.run, one]))
      return {
        lists: places.length,
        opened: places.filter(({ isOpened }) => isOpened).length,
        guaranteed: places.filter(({ isGuaranteed }) => isGuaranteed).length,
        // Whoever came after the cycle may be seen by all who were in it.
        viewers: ofRun.get(last.run)?.viewers ?? last.organisations,
        usual: last.shown,
        cycles: cycles.flatMap(({ number, run, madeAt }) => {
          const one = ofRun.get(run)
          return one && !one.late
            ? {
                number,
                madeAt: madeAt.toISOString(),
                shown: Math.max(0, one.shown),
                guaranteed: one.guaranteed,
              }
            : []
        }),
      }
    },

    report: async () => ({ cycles: (await reports()).map(toReport) }),

    async quality() {
      const [last] = await reports()
      if (!last) return { quality: null }
      const { madeAt, organisations: many, coverage, shown } = last
      return {
        quality: { madeAt: madeAt.toISOString(), organisations: many, coverage, fewest: shown.fewest },
      }
    },
  }
}
