import type { ReactNode } from 'react'

export type DrawingName =
  | 'threads'
  | 'matches'
  | 'search'
  | 'members'
  | 'dates'
  | 'queue'
  | 'results'
  | 'quiet'
  | 'offline'
  | 'notFound'
  | 'error'

/** data-p: the petrol line. data-full, data-open: the two circles. data-dash: not there yet. data-live: saffron. */
export const drawings: Record<DrawingName, ReactNode> = {
  threads: (
    <>
      <path data-p d="M4 50h112" />
      <circle data-full cx="40" cy="50" r="9" />
      <circle data-open cx="80" cy="50" r="9" />
      <path d="M30 32c-6-2-10-6-10-11C20 14 28 8 38 8s19 6 19 13c0 6-7 11-15 12l-8 5z" />
      <path data-dash d="M70 34c-4-2-6-5-6-8 0-7 8-11 18-11s18 4 18 11-7 11-17 11" />
    </>
  ),
  matches: (
    <>
      <path data-p d="M4 50h17M99 50h17" />
      <path data-p data-dash d="M41 50h38" />
      <circle data-open cx="30" cy="50" r="9" />
      <circle data-full cx="90" cy="50" r="9" />
      <path d="M30 32V16M24 22l6-6 6 6M90 16v16M84 26l6 6 6-6" />
    </>
  ),
  search: (
    <>
      <path data-p d="M4 58h112" />
      <path d="M8 58c14-20 26-20 36-6 10-18 26-26 40-8 10-8 20-4 28 14" />
      <circle data-ground cx="62" cy="26" r="15" />
      <path d="m73 37 11 11" strokeWidth="2.4" />
      <circle data-open cx="56" cy="26" r="3" />
      <circle data-full cx="68" cy="26" r="3" />
      <path data-p d="M59 26h6" />
    </>
  ),
  members: (
    <>
      <path data-p d="M4 50h112" />
      <circle data-full cx="30" cy="50" r="9" />
      <circle data-open cx="60" cy="50" r="9" />
      <circle data-open data-dash cx="90" cy="50" r="9" />
      <path d="M22 34a8 8 0 0 1 16 0" />
      <circle cx="30" cy="20" r="5.5" />
      <path d="M90 14v16M82 22h16" />
    </>
  ),
  dates: (
    <>
      <path data-p d="M4 58h112" />
      <path d="M34 16h52v42M34 58V16M34 28h52M46 10v10M74 10v10" />
      <circle data-live cx="60" cy="43" r="6" />
    </>
  ),
  queue: (
    <>
      <path data-p d="M4 58h112" />
      <circle data-live cx="60" cy="26" r="13" />
      <path d="M40 26a20 20 0 0 0 40 0M60 46v12M50 58h20" />
    </>
  ),
  results: (
    <>
      <path data-p d="M4 58h112" />
      <path d="M42 58V10h26l12 12v36M68 10v12h12M50 32h22" />
      <path data-dash d="M50 40h22M50 48h14" />
    </>
  ),
  quiet: (
    <>
      <path data-p d="M4 50h112" />
      <circle data-open cx="40" cy="50" r="9" />
      <circle data-full cx="80" cy="50" r="9" />
      <path d="M44 30a16 16 0 0 1 32 0M60 6v4M38 14l3 3M82 14l-3 3M36 30h48" />
    </>
  ),
  offline: (
    <>
      <path data-p d="M4 50h40M76 50h40" />
      <circle data-full cx="30" cy="50" r="9" />
      <circle data-open cx="90" cy="50" r="9" />
      <path d="m52 44 6 6-6 6M68 44l-6 6 6 6" />
      <path data-dash d="M44 24c4-9 28-9 32 0M51 31c3-5 15-5 18 0" />
    </>
  ),
  notFound: (
    <>
      <path data-p d="M4 50h60" />
      <path data-p data-dash d="M64 50h26" />
      <circle data-full cx="30" cy="50" r="9" />
      <circle data-open data-dash cx="99" cy="50" r="9" />
      <path d="M64 50V14M64 16h22l6 6-6 6H64M64 30H46l-5 5 5 5h18" />
    </>
  ),
  error: (
    <>
      <path data-p d="M4 50h30M34 50l8-8 8 16 8-16 8 16 8-8" />
      <path data-p d="M74 50h42" />
      <circle data-full cx="22" cy="50" r="9" />
      <circle data-open cx="98" cy="50" r="9" />
      <path d="M54 12v14M54 32v.5" strokeWidth="2.6" />
    </>
  ),
}
