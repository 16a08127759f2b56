import { type Node, parseSync, visitorKeys } from 'oxc-parser';

/** A thing found in a source file; lines count from 1. */
export interface Found {
  readonly name: string;
  readonly line: number;
}

export interface ModuleFacts {
  /** Every module it names: imports, re-exports, `import()` and `import('…')` types, whether for values or types. */
  readonly imports: readonly Found[];
  /** Identifiers used as such, not as the name of a property: `fetch`, `globalThis.fetch`. */
  readonly identifiers: readonly Found[];
  /** Lines of `throw new Error(…)` and of the language's other errors. */
  readonly plainErrors: readonly Found[];
}

/** Reads what the boundary rules look at out of a TypeScript file. */
export const moduleFacts = (path: string, source: string): ModuleFacts => {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  const imports: Found[] = [];
  const identifiers: Found[] = [];
  const plainErrors: Found[] = [];
  const found = (name: string, { start }: Node): Found => ({ name, line: source.slice(0, start).split('\n').length });

  const visit = (node: Node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'ExportNamedDeclaration':
      case 'ImportExpression':
      case 'TSImportType':
        if (node.source !== null) imports.push(found(literalText(node.source), node));
        break;
      case 'TSExternalModuleReference':
        imports.push(found(literalText(node.expression), node));
        break;
      case 'Identifier':
        identifiers.push(found(node.name, node));
        break;
      case 'ThrowStatement':
        if (
          node.argument.type === 'NewExpression' &&
          node.argument.callee.type === 'Identifier' &&
          /^(Type|Range)?Error$/.test(node.argument.callee.name)
        ) {
          plainErrors.push(found(node.argument.callee.name, node));
        }
        break;
      default:
    }
    for (const key of visitorKeys[node.type] ?? []) {
      if (!isPropertyName(node, key)) for (const child of childrenAt(node, key)) visit(child);
    }
  };
  visit(program);
  return { imports, identifiers, plainErrors };
};

/** A module named by an expression is not known before it runs: `<CallExpression>`. */
const literalText = (node: Node): string => (node.type === 'Literal' && typeof node.value === 'string' ? node.value : `<${node.type}>`);

const isPropertyName = (node: Node, key: string): boolean => {
  if (node.type === 'MemberExpression') return key === 'property' && !node.computed && !isGlobalObject(node.object);
  return key === 'key' && 'computed' in node && !node.computed;
};

const isGlobalObject = (node: Node): boolean => node.type === 'Identifier' && (node.name === 'globalThis' || node.name === 'global');

const childrenAt = (node: Node, key: string): readonly Node[] => {
  const value: unknown = Reflect.get(node, key);
  return (Array.isArray(value) ? value : [value]).filter((child) => typeof child === 'object' && child !== null);
};
