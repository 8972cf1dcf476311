/** Returns a header's value as Node.js takes it: without control characters, and with other text as UTF-8 bytes. */
export function headerText(value: string): string {
  return /^[\t\x20-\x7e]*$/.test(value)
    ? value
    : // eslint-disable-next-line no-control-regex
      Buffer.from(value.replace(/[\x00-\x08\x0a-\x1f\x7f]/g, ""), "utf8").toString("latin1");
}
