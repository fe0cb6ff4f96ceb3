// The last line of a run: how many tests passed and failed. A run that never got to its tests counts as failed.
import { readFileSync } from 'node:fs'

let line = '0 passed, 1 failed'
try {
  const results = JSON.parse(readFileSync('node_modules/.cache/test-results.json', 'utf8'))
  const failedFiles = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  line = `${results.numPassedTests} passed, ${results.numFailedTests + failedFiles.length} failed`
} catch {
  // no results: the line above says so
}
console.log(line)
