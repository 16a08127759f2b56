import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importDocument } from './import-parts.fixture.ts';

test('anything in the shape of an export becomes a bot', () => {
  const isHarmless = (value: unknown) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value));
  const junk = fc.jsonValue({ maxDepth: 2 }).filter(isHarmless);
  const key = fc.constantFrom('a', 'b', 'c', 'next', 'none', '');
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '{$botContext.x}',
      '{R.f}',
      '{$.api_R.a[0].b}',
      '{$botContext.',
      '{{a}}',
      '(a|',
      '*',
      'BLANK_MESSAGE',
      '\n',
      '{$secret.KEY}',
    ),
  );
  const loose = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 8, arbitrary }, { weight: 1, arbitrary: junk }, { weight: 1, arbitrary: fc.constant(undefined) });
  const matchType = fc.constantFrom(
    'PATTERN',
    'REGEX',
    'EXACT_VALUE',
    'EVAL_OPTION',
    'NO_MATCH',
    'API_RESULT',
    'KB_MATCH',
    'INTENT',
    'OTHER',
  );
  const condition = fc.record({
    matchType: loose(matchType),
    patternMatch: loose(fc.record({ patterns: loose(fc.array(loose(text))), excludeKeywords: loose(fc.array(text)) })),
    regexMatch: loose(fc.record({ regexText: loose(text) })),
    exactValueMatch: loose(fc.record({ value: loose(text) })),
    evaluateOptionMatch: loose(fc.record({ value: loose(text) })),
    noMatch: loose(fc.record({ fallbackMessage: loose(text) })),
    apiResultsMatch: loose(fc.record({ status: loose(fc.constantFrom('SUCCESS', 'FAILURE')) })),
    intentMatch: loose(fc.record({ intentId: text })),
  });
  const rule = fc.record({
    name: loose(text),
    conditions: loose(fc.array(condition, { maxLength: 2 })),
    contextConditions: loose(
      fc.array(fc.record({ matchType: loose(fc.constantFrom('CONTAINS', 'NOT_CONTAINS')), contextName: loose(text), value: loose(text) }), {
        maxLength: 2,
      }),
    ),
    contextMatchConditionType: loose(fc.constantFrom('ANY', 'ALL')),
    action: loose(fc.record({ name: loose(fc.constantFrom('INTERACTION', 'DIALOG')), value: loose(key) })),
    contextDataVariables: loose(
      fc.array(fc.record({ name: loose(text), value: loose(text), scope: loose(fc.constantFrom('SESSION', 'DIALOG')) }), { maxLength: 2 }),
    ),
  });
  const types = fc.constantFrom(
    ...['DIALOG_STARTER', 'TEXT', 'IMAGE', 'STRUCTURED', 'UNIVERSAL', 'TEXT_QUESTION', 'QUICK_REPLY', 'MULTIPLE_CHOICE_QUESTION'],
    ...['BUTTON', 'API_INTEGRATION', 'ESCALATION', 'KB_FAQ', 'OTHER'],
  );
  const button = fc.record({ name: loose(text), type: loose(fc.constantFrom('postback', 'web_url', 'x')), callback: loose(text) });
  const tile = fc.record({
    ...{ text: loose(text), title: loose(text), image: loose(text), url: loose(text), buttons: loose(fc.array(button, { maxLength: 2 })) },
    multipleChoice: loose(fc.record({ multipleChoices: loose(fc.array(text, { maxLength: 3 })) })),
    universalWidget: loose(fc.record({ leMessageJson: loose(text) })),
    escalation: loose(fc.record({ agentSkillId: loose(text) })),
  });
  const interaction = fc.record({
    ...{
      id: loose(key),
      name: loose(text),
      group: loose(key),
      interactionType: loose(types),
      nextMessageId: loose(key),
      prevMessageId: loose(key),
    },
    content: loose(
      fc.record({
        responderId: loose(key),
        results: loose(fc.record({ tile: loose(fc.record({ tileData: loose(fc.array(tile, { maxLength: 2 })) })) })),
      }),
    ),
    quickReplies: loose(
      fc.array(fc.record({ type: loose(fc.constantFrom('text', 'location')), title: loose(text), payload: loose(text) }), { maxLength: 2 }),
    ),
    ...{
      pattern: loose(fc.array(text)),
      intentId: loose(text),
      preProcessMessage: loose(text),
      interactionDelay: loose(fc.constantFrom('100', '-1', 'x')),
    },
    responseMatches: loose(fc.array(rule, { maxLength: 3 })),
  });
  const pairs = loose(fc.array(loose(fc.record({ key: loose(text), value: loose(text) })), { maxLength: 3 }));
  const responder = fc.record({
    ...{
      id: loose(key),
      name: loose(text),
      responseDataVariable: loose(fc.constantFrom('R', 'user')),
      integrationType: loose(fc.constantFrom('API', 'KB')),
    },
    ...{
      webhook: loose(fc.oneof(text, fc.constant('https://a.example/{$botContext.x}'))),
      method: loose(fc.constantFrom('GET', 'POST', 'x')),
    },
    ...{
      headers: pairs,
      params: pairs,
      customDataFields: pairs,
      postBody: loose(text),
      apiCredentialsId: loose(key),
      securityProtocol: loose(text),
    },
  });
  const document = fc.record({
    bot: fc.record({ id: loose(key), name: loose(text), botAttributes: loose(fc.record({ DEFAULT_ERROR_MESSAGE: loose(text) })) }),
    responder: loose(fc.array(loose(responder), { maxLength: 3 })),
    conversationMessage: fc.array(loose(interaction), { maxLength: 5 }),
    groups: loose(
      fc.array(
        loose(fc.record({ id: loose(key), name: loose(text), dialogType: loose(fc.constantFrom('DIALOG', 'FALLBACK_DIALOG', 'x')) })),
        { maxLength: 3 },
      ),
    ),
    globalFunctions: loose(fc.record({ methods: loose(text) })),
  });
  fc.assert(
    fc.property(document, (source) => {
      const read = JSON.parse(JSON.stringify(source)) as { conversationMessage: readonly unknown[] };
      const objects = read.conversationMessage.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
      const { value } = importDocument(read);
      expect(value.flows.flatMap(({ nodes }) => nodes)).toHaveLength(objects.length);
    }),
    { numRuns: 200 },
  );
});
