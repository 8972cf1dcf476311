/** Returns true for a route or method that an entry names; `*` in an entry stands for any characters. */
export function isAllowed(key: string, allowed: string[]): boolean {
  return allowed.some((entry) => {
    const parts = entry.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(key);
  });
}
