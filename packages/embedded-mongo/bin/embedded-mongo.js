#!/usr/bin/env node
// The command of this package; the program itself is built to dist/.
import '../dist/cli.js'
