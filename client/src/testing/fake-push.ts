import { vi } from 'vitest'

/** A browser that can be told, with a service that gives out addresses; `permission` is what its person has said. */
export function fakePush(permission: NotificationPermission, answer: NotificationPermission = 'granted') {
  const state = { permission, asked: 0, made: 0, current: null as PushSubscription | null }
  const make = (endpoint: string): PushSubscription =>
    ({
      endpoint,
      toJSON: () => ({ endpoint, keys: { p256dh: 'k'.repeat(87), auth: 'a'.repeat(22) } }),
      unsubscribe: async () => {
        state.current = null
        return true
      },
    }) as never
  const registration = {
    pushManager: {
      getSubscription: async () => state.current,
      subscribe: async () => (state.current = make(`https://push.example/${++state.made}`)),
    },
  }
  vi.stubGlobal('PushManager', vi.fn())
  vi.stubGlobal('Notification', {
    get permission() {
      return state.permission
    },
    async requestPermission() {
      state.asked++
      return (state.permission = answer)
    },
  })
  vi.spyOn(navigator, 'serviceWorker', 'get').mockReturnValue({
    getRegistration: async () => registration,
    register: async () => registration,
    ready: Promise.resolve(registration),
    addEventListener() {},
    removeEventListener() {},
  } as never)
  return { state, moveTo: (endpoint: string) => (state.current = make(endpoint)) }
}
