import { ExpressionParser } from "./velocity-expressions";
import type { Expression, ReferenceNode, TemplateNode } from "./velocity-nodes";
import { Scanner } from "./velocity-scanner";

/**
 * Parses a Velocity 1.7 template, white space around directives as its grammar treats it: a directive takes the line break
 * after it, `#set` also the spaces before it.
 *
 * @throws TemplateSyntaxError where the text is not a template.
 * https://velocity.apache.org/engine/1.7/vtl-reference.html
 */
export function parseTemplate(text: string): TemplateNode[] {
  return new TemplateParser(new Scanner(text)).template();
}

const LINE_END = /[ \t]*(?:\r\n|\n|\r)/y;
const SET = /#(?:set|\{set\}) *\(/y;
const WORD = /#(?:\{([A-Za-z_]\w*)\}|([A-Za-z_@][\w@]*))/y;
/** The directives that a backslash escapes. */
const DIRECTIVES = new Set([
  "if",
  "else",
  "elseif",
  "end",
  "set",
  "foreach",
  "macro",
  "define",
  "evaluate",
  "break",
  "stop",
]);

class TemplateParser {
  private readonly expressions: ExpressionParser;
  private readonly macros = new Set<string>();

  constructor(private readonly scanner: Scanner) {
    this.expressions = new ExpressionParser(scanner, parseTemplate);
  }

  template(): TemplateNode[] {
    const nodes = this.block();
    if (!this.scanner.ended) {
      this.scanner.fail("the end of the template, or the #if or #foreach that this belongs to,");
    }
    return nodes;
  }

  /** Parses up to the `#end`, `#else` or `#elseif` of the block, or the end of the text. */
  private block(): TemplateNode[] {
    const { scanner } = this;
    const nodes: TemplateNode[] = [];
    while (!scanner.ended) {
      const text = scanner.take(/[^$#\\]+/y);
      if (text !== undefined) {
        add(nodes, this.beforeSet(text, nodes.at(-1)));
        continue;
      }
      const word = scanner.peek(WORD);
      const name = word?.[1] ?? word?.[2];
      if (name === "end" || name === "else" || name === "elseif") {
        break;
      }
      add(
        nodes,
        this.expressions.reference() ??
          this.backslashes() ??
          this.unparsed(nodes.at(-1)) ??
          this.directive(name) ??
          scanner.expect(/./suy, "text"),
      );
    }
    return nodes;
  }

  /** Returns what is left of a text where `#set` takes the spaces before it: those that stand right after a directive or reference. */
  private beforeSet(text: string, before: TemplateNode | undefined): string {
    const isReference = typeof before === "object" && before.kind === "reference";
    const [spaces] = (isReference ? /^(?:\{*\}?)[ \t]+$/ : /^[ \t]+$/).exec(text) ?? [];
    return spaces === undefined || this.scanner.peek(SET) === undefined ? text : text.trimEnd();
  }

  /** Backslashes before a directive escape it; elsewhere they are text. */
  private backslashes(): string | undefined {
    const { scanner } = this;
    const slashes = scanner.take(/\\+/y);
    if (slashes === undefined) {
      return undefined;
    }
    const word = scanner.peek(WORD);
    const name = word?.[1] ?? word?.[2];
    const isDirective = name !== undefined && (DIRECTIVES.has(name) || this.macros.has(name));
    const printed = isDirective ? slashes.slice(0, slashes.length / 2) : slashes;
    if (name === undefined || slashes.length % 2 === 0) {
      return printed;
    }
    return printed + scanner.expect(WORD, "a directive");
  }

  /** Comments, and text between `#[[` and `]]#`. */
  private unparsed(before: TemplateNode | undefined): string | undefined {
    const { scanner } = this;
    if (scanner.peek(/##/y) !== undefined) {
      return isAfterProperty(before) ? scanner.expect(/##/y, "##") : scanner.take(/##[^\r\n]*(?:\r\n|\n|\r)?/y) && "";
    }
    if (scanner.take(/#(?=[ \t]+#(?:set|\{set\}) *\()/y) !== undefined) {
      scanner.take(/[ \t]+/y);
      return "";
    }
    if (scanner.peek(/#\*/y) !== undefined) {
      scanner.expect(/#\*.*?\*#/suy, 'a comment that ends with "*#"');
      return "";
    }
    if (scanner.peek(/#\[\[/y) !== undefined) {
      return scanner.expect(/#\[\[.*?\]\]#/suy, 'text that ends with "]]#"').slice(3, -3);
    }
    return undefined;
  }

  private directive(name: string | undefined): TemplateNode | undefined {
    const { scanner } = this;
    if (name === undefined) {
      return undefined;
    }
    const from = scanner.at;
    scanner.expect(WORD, "a directive");
    if (name === "set" && scanner.peek(/ *\(/y) === undefined) {
      return scanner.text.slice(from, scanner.at); // a text like any
    }
    switch (name) {
      case "set":
        return this.set();
      case "if":
        return this.conditional();
      case "foreach":
        return this.foreach();
      case "define":
        return this.define();
      case "macro":
        return this.macro();
      case "evaluate":
        return { kind: "evaluate", text: this.inParentheses(() => this.expressions.value()) };
      case "break":
      case "stop":
        return { kind: name };
      case "include":
      case "parse":
        return scanner.fail(`something other than #${name}, which API Gateway does not support,`);
      default:
        return this.call(name, from);
    }
  }

  private inParentheses<T>(content: () => T): T {
    const { scanner } = this;
    scanner.space();
    scanner.expect(/\(/y, '"("');
    scanner.space();
    const value = content();
    scanner.space();
    scanner.expect(/\)/y, '")"');
    scanner.take(LINE_END);
    return value;
  }

  private set(): TemplateNode {
    return this.inParentheses(() => {
      const target = this.variable();
      this.scanner.space();
      this.scanner.expect(/=(?!=)/y, '"="');
      return { kind: "set", target, value: this.expressions.expression() };
    });
  }

  private conditional(): TemplateNode {
    const branches: { condition: Expression | undefined; body: TemplateNode[] }[] = [];
    const branch = (): void => {
      const condition = this.inParentheses(() => this.expressions.expression());
      branches.push({ condition, body: this.block() });
    };
    branch();
    while (this.scanner.take(/#(?:elseif(?![\w@])|\{elseif\})/y) !== undefined) {
      branch();
    }
    if (this.scanner.take(/#(?:else(?![\w@])|\{else\})/y) !== undefined) {
      this.scanner.take(LINE_END);
      branches.push({ condition: undefined, body: this.block() });
    }
    this.end("#if");
    return { kind: "if", branches };
  }

  private foreach(): TemplateNode {
    const { variable, source } = this.inParentheses(() => {
      const target = this.variable();
      this.scanner.space();
      // any word stands here in Velocity, too
      this.scanner.expect(/[A-Za-z_]\w*/y, '"in"');
      return { variable: target.name, source: this.expressions.value() };
    });
    return { kind: "foreach", variable, source, body: this.body("#foreach") };
  }

  private define(): TemplateNode {
    const { name: variable } = this.inParentheses(() => this.variable());
    return { kind: "define", variable, body: this.body("#define") };
  }

  private macro(): TemplateNode {
    const { name, parameters } = this.inParentheses(() => {
      const found: string[] = [];
      const declared = this.scanner.expect(/[A-Za-z_@][\w@]*/y, "the macro's name");
      this.scanner.take(/[\s,]+/y);
      for (let next = this.expressions.reference(); next !== undefined; next = this.expressions.reference()) {
        found.push(next.name);
        this.scanner.take(/[\s,]+/y);
      }
      return { name: declared, parameters: found };
    });
    this.macros.add(name);
    return { kind: "macro", name, parameters, body: this.body("#macro") };
  }

  /** A call of a macro; a word without parentheses that is not one is text. */
  private call(word: string, from: number): TemplateNode {
    const { scanner } = this;
    const name = word.replace(/^@/, "");
    const hasBody = word.startsWith("@");
    if (scanner.peek(/\s*\(/y) === undefined) {
      return {
        kind: "call",
        name,
        args: [],
        body: hasBody ? this.body(`#${word}`) : undefined,
        literal: scanner.text.slice(from, scanner.at),
      };
    }
    const args = this.inParentheses(() => {
      const found: Expression[] = [];
      while (scanner.peek(/\)/y) === undefined) {
        found.push(this.expressions.value());
        scanner.take(/,/y);
        scanner.space();
      }
      return found;
    });
    const body = hasBody ? this.body(`#${word}`) : undefined;
    return { kind: "call", name, args, body, literal: scanner.text.slice(from, scanner.at) };
  }

  private variable(): ReferenceNode {
    this.scanner.space();
    return this.expressions.reference() ?? this.scanner.fail("a reference such as $name");
  }

  private body(directive: string): TemplateNode[] {
    const nodes = this.block();
    this.end(directive);
    return nodes;
  }

  private end(directive: string): void {
    this.scanner.expect(/#(?:end(?![\w@])|\{end\})/y, `the #end of ${directive}`);
    this.scanner.take(LINE_END);
  }
}

/** Right after a property, as in `$a.b##`, Velocity 1.7 starts no comment. */
function isAfterProperty(node: TemplateNode | undefined): boolean {
  const isOpen = typeof node === "object" && node.kind === "reference" && !node.literal.endsWith("}");
  return isOpen && node.steps.findLast(({ kind }) => kind !== "index")?.kind === "property";
}

/** Texts that follow each other are one. */
function add(nodes: TemplateNode[], node: TemplateNode): void {
  const last = nodes.at(-1);
  if (typeof node === "string" && typeof last === "string") {
    nodes[nodes.length - 1] = last + node;
  } else if (node !== "") {
    nodes.push(node);
  }
}
