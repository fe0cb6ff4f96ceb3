import { testScreens } from './screens.ts'

testScreens('ar')
