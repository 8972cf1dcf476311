import { styleText } from "node:util";

/** The styles in use; each is of the 16 colours that every terminal has, as its user chose them. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Styles a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/**
 * Returns how a stream is painted: NO_COLOR and FORCE_COLOR decide where one is set, NO_COLOR first, otherwise whether the stream is a
 * terminal. https://no-color.org https://force-color.org
 */
export function paintOf(
  stream: { isTTY?: boolean | undefined },
  { NO_COLOR = "", FORCE_COLOR = "", TERM }: NodeJS.ProcessEnv = process.env,
): Paint {
  const isForced = FORCE_COLOR !== "" && FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  const isPainted = NO_COLOR === "" && (FORCE_COLOR === "" ? stream.isTTY === true && TERM !== "dumb" : isForced);
  // the stream is looked at here alone: newer versions of Node look at stdout otherwise
  return isPainted ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}
