import { Component, type ReactNode } from 'react'
import { FailedPage } from './FailedPage.tsx'

interface BoundaryProps {
  /** Where one is: going elsewhere is a new beginning. */
  place: string
  children: ReactNode
}

interface BoundaryState {
  error: unknown
  place: string
}

/** React tells only classes that something below them broke. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, place: this.props.place }

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error }
  }

  static getDerivedStateFromProps({ place }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return place === state.place ? null : { error: null, place }
  }

  override render() {
    return this.state.error === null ? this.props.children : <FailedPage error={this.state.error} />
  }
}
