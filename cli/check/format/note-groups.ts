import { type Finding, type StackResult, type Undecided } from "../result";

/** A note that several stacks may have alike. */
export interface NoteGroup<Note extends Finding | Undecided> {
  note: Note;
  /** In the order of the results. */
  stacks: string[];
}

/** Returns every different note once, with the stacks that have it. */
export function groupNotes<Note extends Finding | Undecided>(
  results: StackResult[],
  notesOf: (result: StackResult) => Note[],
): NoteGroup<Note>[] {
  const groups = new Map<string, NoteGroup<Note>>();
  for (const result of results) {
    for (const note of notesOf(result)) {
      const group = groups.get(keyOf(note)) ?? { note, stacks: [] };
      groups.set(keyOf(note), { note, stacks: [...new Set([...group.stacks, result.stack])] });
    }
  }
  return [...groups.values()];
}

function keyOf({ rule, resource, message, ...note }: Finding | Undecided): string {
  const level = "enforcement" in note ? note.enforcement : "undecided";
  return JSON.stringify([level, rule.pack, rule.name, resource, message]);
}
