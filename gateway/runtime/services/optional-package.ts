/** Loads a package that only some programs need. @throws Error that says what for, and how to get it. */
export async function optionalPackage<T>(name: string, load: () => Promise<T>, purpose: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Error && "code" in error && /MODULE_NOT_FOUND$/.test(String(error.code))) {
      throw new Error(`${purpose} needs the package "${name}": run npm install --save-dev ${name}`);
    }
    throw error;
  }
}
