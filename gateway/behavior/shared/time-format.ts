const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Every event and log line of one second has the same text. */
let last = { second: NaN, text: "" };

/**
 * A time in the common log format, in UTC: `12/Mar/2020:19:03:58 +0000`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function clfTime(timeEpoch: number): string {
  const second = Math.floor(timeEpoch / 1000);
  if (second !== last.second) {
    last = { second, text: clfText(new Date(timeEpoch)) };
  }
  return last.text;
}

function clfText(date: Date): string {
  const day = twoDigits(date.getUTCDate());
  const month = MONTHS[date.getUTCMonth()] ?? "";
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(":");
  return `${day}/${month}/${date.getUTCFullYear()}:${time} +0000`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
