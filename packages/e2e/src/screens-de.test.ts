import { testScreens } from './screens.ts'

testScreens('de')
