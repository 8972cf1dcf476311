/** The state of the program that is served, as of its last change. */
export interface ReloadStateView {
  state: "serving" | "evaluating" | "failed";
  /** Milliseconds since 1970. */
  since: number;
  /** Programs that were served since the start. */
  served: number;
  failures: number;
  /** The reason why the last change can't be served. */
  problem?: string;
}

/** Keeps whether the program is being evaluated, and why its last change is not served. */
export class ReloadState {
  private view: ReloadStateView = { state: "evaluating", since: Date.now(), served: 0, failures: 0 };

  constructor(private readonly changed: () => void) {}

  get value(): ReloadStateView {
    return this.view;
  }

  evaluating(): void {
    this.set({ ...this.view, state: "evaluating", problem: undefined });
  }

  serving(): void {
    this.set({ ...this.view, state: "serving", served: this.view.served + 1, problem: undefined });
  }

  failed(problem: string): void {
    this.set({ ...this.view, state: "failed", failures: this.view.failures + 1, problem });
  }

  /** Returns to the program that is served, where an evaluation was stopped. */
  unchanged(): void {
    this.set({ ...this.view, state: "serving" });
  }

  private set(view: ReloadStateView): void {
    this.view = { ...view, since: Date.now() };
    this.changed();
  }
}
