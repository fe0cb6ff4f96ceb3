/**
 * The position of a place on a Hilbert curve over the whole earth (Hilbert, Math. Ann. 38, 1891), 16 bits a side, cells
 * of some 300 by 600 metres at our latitude: what is close on the curve is close on the ground, so that a sorted list
 * gives the nearest by reading a stretch of it.
 */
export function placeCode(lat: number, lon: number): number {
  const side = 1 << 16
  const cell = (share: number) => Math.min(side - 1, Math.max(0, Math.floor(share * side)))
  let x = cell((lon + 180) / 360)
  let y = cell((lat + 90) / 180)
  let code = 0
  for (let s = side >> 1; s > 0; s >>= 1) {
    const right = (x & s) > 0 ? 1 : 0
    const upper = (y & s) > 0 ? 1 : 0
    code += s * s * ((3 * right) ^ upper)
    if (upper === 0) {
      if (right === 1) {
        x = side - 1 - x
        y = side - 1 - y
      }
      ;[x, y] = [y, x]
    }
  }
  return code
}
