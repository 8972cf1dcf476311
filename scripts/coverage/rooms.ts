/** The lines of each room that the unit tests cover at least, in percent; measured, less two. */
export const FLOORS: Readonly<Record<string, number>> = {
  language: 96,
  aws: 97,
  engine: 65,
  "engine/graph": 96,
  "engine/synthesis": 91,
  components: 97,
  "gateway/model": 94,
  "gateway/behavior": 91,
  "gateway/server": 87,
  policy: 96,
  "policy-host": 63,
  report: 96,
  doctor: 37,
  cli: 88,
  stacks: 95,
};
