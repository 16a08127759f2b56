import { completeCapabilities, neutralSemantics, parseTemplate } from '@dragoman/core';
import { clause } from '../../kit/clause.ts';
import { expectSame, expectThat } from '../../kit/expectation.ts';
import type { PlatformAdapterSubject } from '../platform-adapter-subject.ts';

/** What an adapter says of itself. */
export const descriptorClauses = {
  'describes-itself': clause<PlatformAdapterSubject>(({ create }) => {
    const { contract, id, displayName, capabilities, semantics, codes } = create();
    expectSame(contract, 'v1', 'The adapter is of contract v1.');
    expectThat(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id),
      `The id is a short word in kebab-case, so that it can be typed; it is ${JSON.stringify(id)}.`,
    );
    expectThat(displayName.trim().length > 0, 'The adapter has a display name.');
    expectSame(
      Object.keys(capabilities).toSorted(),
      Object.keys(completeCapabilities({ nodes: [] })).toSorted(),
      'The capabilities are complete.',
    );
    expectSame(JSON.parse(JSON.stringify(capabilities)), capabilities, 'The capabilities are data that can be printed.');
    expectThat(capabilities.nodes.length > 0, 'The capabilities list a kind of node.');
    expectSame(Object.keys(semantics).toSorted(), Object.keys(neutralSemantics).toSorted(), 'The semantics are complete.');
    for (const [code, meaning] of Object.entries(codes)) {
      expectThat(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code), `The code ${code} is in kebab-case.`);
      expectThat(/\w.*\.$/.test(meaning), `The code ${code} has a sentence of what it means.`);
    }
  }),

  'reads-what-its-dialect-prints': clause<PlatformAdapterSubject>(({ create }) => {
    const { template } = create().dialects;
    for (const text of ['plain', '{{name}}', 'a {{name}} b {{other}}', '{{name}}{{other}}', 'literal {{"{{"}} and }}', '']) {
      const { tree } = parseTemplate(text);
      expectSame(
        template.parse(template.print(tree)),
        { tree, problems: [] },
        `The dialect reads ${JSON.stringify(text)} again as it printed it.`,
      );
    }
    for (const text of ['{{', '}}', '{{a', 'a}}', '${', '<<', '>>', '%', '{{}}', '[[x', '\\', '']) template.parse(text);
  }),
};
