/** Something in the graph that AWS would refuse or answer with an error, or that can't be served from the graph. */
export interface ModelProblem {
  severity: "error" | "warning";
  /** The resource's name in the program. */
  name: string;
  urn: string;
  /** Names the value, what was expected and the fix. */
  text: string;
}
