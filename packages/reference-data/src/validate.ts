import { readData } from './data-files.ts'
import { findFaults } from './faults.ts'

const faults = findFaults(await readData())
if (faults.length > 0) {
  process.stderr.write(`packages/reference-data/data:\n${faults.map((fault) => `  ${fault}\n`).join('')}`)
  process.exitCode = 1
}
