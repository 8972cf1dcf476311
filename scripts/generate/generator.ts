/** The interface of a module that makes files from the code. Add the module's name to the list in `index.ts`. */
export interface Generator {
  /** Returns the text of each file by its path from the repository's root, with forward slashes. */
  generated(): Promise<Map<string, string>>;
  /** Folders that hold generated files only: other files in them are deleted. */
  folders?: readonly string[];
}
