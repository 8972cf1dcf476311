/**
 * Returns a number with commas in the thousands, as `toLocaleString("en-US")` writes it. That loads Node's tables of languages first,
 * which takes longer than many a whole report.
 *
 * @param decimals the digits after the point, rounded half up as they are written
 */
export function withCommas(value: number, decimals = 0): string {
  // 1.005 is a little less than it is written
  const scaled = Math.round(Number((Math.abs(value) * 10 ** decimals).toPrecision(15)));
  const text = (scaled / 10 ** decimals).toFixed(decimals);
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 && scaled !== 0 ? "-" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}
