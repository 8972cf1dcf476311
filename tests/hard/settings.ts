/** The settings of a run, which `npm run test:hard` passes to the process of each suite by environment variables. */
export const SETTINGS = {
  /** A twentieth of the inputs, from the same seed every time, without what takes minutes. */
  quick: process.env["HARD_QUICK"] === "1",
  /** The seed of the generated inputs. */
  seed: Number(process.env["HARD_SEED"] ?? "1"),
  /** Minutes of the soak. */
  soakMinutes: Number(process.env["HARD_SOAK"] ?? "1"),
  /** The file that the counts of a suite are written to. */
  countsFile: process.env["HARD_COUNTS"],
};
