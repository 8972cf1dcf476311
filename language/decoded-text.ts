/**
 * Returns the text of a file that another program wrote: UTF-8, or UTF-16 where a byte order mark says so, such as of what `>` of Windows
 * PowerShell writes. The mark itself, which no JSON may start with, is left out.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_character_encoding
 */
export function decodedText(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}
