/** Returns whether a text is base64, with or without padding and line ends. In linear time: functions choose the text. */
export function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text.replace(/[\r\n]/g, ""));
}
