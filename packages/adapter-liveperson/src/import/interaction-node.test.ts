import { describe, expect, test } from 'vitest';
import { documentOf, importDocument, importFixture, importInteraction, importInteractions, tiles, told } from './import-parts.fixture.ts';

const nodesOf = (flow: string) => {
  const { value } = importFixture('every-interaction.json');
  return new Map((value.flows.find(({ name }) => name === flow)?.nodes ?? []).map((node) => [node.name, node]));
};

describe('an interaction that shows something', () => {
  test('says a text, with placeholders', () => {
    const { node } = importInteraction({ content: tiles({ text: 'Hi {$botContext.name}, {"a": 1}' }) });
    expect(node).toMatchObject({ kind: 'message', content: [{ kind: 'text', text: 'Hi {{name}}, {"a": 1}' }] });
  });

  test.each([
    ['BLANK_MESSAGE', undefined],
    ['LP_CLOSECONVERSATION', { end: 'conversation' }],
    [' LP_CLOSEDIALOG ', { end: 'conversation', survey: true }],
  ])('says nothing with the text %s', (text, next) => {
    const { node, told } = importInteraction({ content: tiles({ text }) });
    expect(node).toMatchObject({ kind: 'message', content: [{ kind: 'text', text: '' }] });
    expect(node.next).toEqual(next);
    expect(told).toEqual([]);
  });

  test('that says nothing and runs one script is that script', () => {
    const { node } = importInteraction({ content: tiles({ text: 'BLANK_MESSAGE' }), preProcessMessage: 'a();' });
    expect(node).toMatchObject({ kind: 'script', dialect: 'liveperson', source: 'a();' });
  });

  test('shows an image', () => {
    const image = { kind: 'media', type: 'image', url: 'https://shop.example/{{colour}}.png', caption: 'Your colour' };
    expect(nodesOf('Contents').get('picture')).toMatchObject({ kind: 'message', content: [image] });
    expect(nodesOf('Contents').get('old picture')).toMatchObject({ content: [{ kind: 'media', url: 'https://shop.example/old.png' }] });
  });

  test('shows a rich message, and waits where it says so', () => {
    const rich = nodesOf('Contents').get('rich');
    expect(rich).toMatchObject({
      content: [{ kind: 'rich', platform: 'liveperson', json: expect.stringContaining('"Hello {{$firstname}}"') }],
    });
    expect(rich?.waits).toBeUndefined();
    expect(nodesOf('Contents').get('rich and waiting')).toMatchObject({ waits: true, content: [{ json: '{{card}}' }] });
  });

  test('carries a command to the platform', () => {
    const { node, told } = importInteraction({ content: tiles({ text: 'SET_USER_PROFILE | {"firstName": "A"}' }) });
    expect(node).toMatchObject({ kind: 'platform', adapter: 'liveperson', raw: { interactionType: 'TEXT' } });
    expect(told).toEqual(['text-command /conversationMessage/0/content/results/tile/tileData/0/text']);
  });
});

describe('cards', () => {
  test('stand side by side, with options that are told apart', () => {
    const cards = nodesOf('Choices').get('cards');
    expect(cards).toMatchObject({
      kind: 'message',
      waits: true,
      content: [
        {
          kind: 'cards',
          cards: [
            { title: 'One', subtitle: 'First', imageUrl: 'https://shop.example/1.png', options: [{ id: 'take-it' }, { id: 'take-it-2' }] },
            { title: 'Two', options: [{ id: 'take-it-3', label: 'Take it', value: 'two', action: { kind: 'reply' } }] },
          ],
        },
      ],
    });
    expect(cards?.routes.map(({ when }) => when)).toEqual([{ option: 'take-it' }, { option: 'take-it-3' }, { pattern: '*' }]);
  });

  test('repeat for the rows of a response whose fields they read', () => {
    const { value } = importFixture('parcel-desk.json');
    expect(value.flows[2]?.nodes[2]).toMatchObject({
      content: [
        {
          kind: 'card',
          repeat: '{{Shops.$rows}}',
          title: '{{item.name}}',
          subtitle: '{{item.street}}, {{location.city}}',
          imageUrl: '{{item.photo}}',
          options: [
            { label: 'Map', action: { kind: 'url', url: '{{item.map}}' } },
            { label: 'Take {{item.name}}', value: '{{item.name}}', action: { kind: 'reply' } },
          ],
        },
      ],
    });
  });

  test('of two lists repeat for the first', () => {
    const { value, diagnostics } = importFixture('every-integration.json');
    const card = {
      repeat: '{{Found.$rows}}',
      title: '{{item.each}}',
      subtitle: '{{Articles.title}}',
      options: [{ value: '{{Found.whole}}' }],
    };
    expect(value.flows[0]?.nodes.at(-1)).toMatchObject({ content: [card] });
    expect(diagnostics.find(({ code }) => code === 'mixed-rows')?.place).toMatch(/^\/flows\/0\/nodes\/\d+$/);
  });
});

describe('a question', () => {
  test('waits, and says its text', () => {
    const { node } = importInteraction({
      interactionType: 'TEXT_QUESTION',
      content: tiles({ text: 'Well?' }),
      processUserResponse: 'a();',
    });
    expect(node).toMatchObject({ kind: 'question', text: 'Well?', hooks: { onReply: { dialect: 'liveperson', source: 'a();' } } });
  });

  test('of multiple choice has its choices, and rules on them', () => {
    const colour = nodesOf('Choices').get('colour');
    expect(colour).toMatchObject({
      kind: 'choice',
      options: [
        { id: 'red', label: 'Red' },
        { id: 'light-blue', label: 'Light blue' },
        { id: 'green', label: 'Green\n' },
      ],
    });
    expect(colour?.routes.map(({ when }) => when)).toEqual([
      { option: 'red' },
      { option: 'green' },
      { equals: 'Violet' },
      // An exact value is what it says, whichever option says the same.
      { equals: 'Light blue' },
    ]);
    expect(colour?.platformOptions).toBeUndefined();
  });

  test('without rules takes whatever is said', () => {
    expect(nodesOf('Choices').get('size')).toMatchObject({ kind: 'choice', routes: [{ to: 'next' }] });
  });

  test('of quick replies has theirs, and says what it was where nobody could tell', () => {
    expect(nodesOf('Choices').get('where')).toMatchObject({
      options: [
        { label: 'Here', action: { kind: 'location' } },
        { label: 'Call me', value: '+31 20 000 0000', action: { kind: 'platform', raw: { type: 'phone' } } },
      ],
    });
    expect(nodesOf('Choices').get('plain replies')?.platformOptions).toEqual({ liveperson: { type: 'QUICK_REPLY' } });
    expect(nodesOf('Choices').get('old replies')).toMatchObject({ options: [{ label: 'Very old', value: 'old' }] });
  });

  test('of quick replies with rules that evaluate options keeps them', () => {
    const responseMatches = ['Red', 'RED '].map((value) => ({
      conditions: [{ matchType: 'EVAL_OPTION', evaluateOptionMatch: { value } }],
      action: { name: 'INTERACTION', value: 'next' },
    }));
    const { node } = importInteraction({ interactionType: 'QUICK_REPLY', quickReplies: [{ title: 'Red', payload: 'r' }], responseMatches });
    expect(node).toMatchObject({
      routes: [{ when: { option: 'red' } }, { when: { option: 'red' } }],
      platformOptions: { liveperson: { optionMatch: 'EVAL_OPTION' } },
    });
  });

  test('whose options show the same has rules on what they stand for', () => {
    const quickReplies = ['a', 'b'].map((payload) => ({ title: 'This one', payload }));
    const responseMatches = ['b', 'This one'].map((value) => ({
      conditions: [{ matchType: 'EXACT_VALUE', exactValueMatch: { value } }],
      action: { name: 'INTERACTION', value: 'next' },
    }));
    const { node } = importInteraction({ interactionType: 'QUICK_REPLY', quickReplies, responseMatches });
    expect(node?.routes.map(({ when }) => when)).toEqual([{ option: 'this-one-2' }, { equals: 'This one' }]);
  });

  test('of buttons has theirs', () => {
    expect(nodesOf('Choices').get('links')).toMatchObject({
      options: [
        { label: 'The rules', action: { kind: 'url', url: 'https://shop.example/rules?of={{country}}' } },
        { label: 'Yes', value: 'yes', action: { kind: 'reply' } },
        { label: 'No', action: { kind: 'reply' } },
      ],
    });
    expect(nodesOf('Choices').get('sayings')?.platformOptions).toEqual({ liveperson: { type: 'BUTTON' } });
  });
});

describe('an interaction that calls or hands over', () => {
  test('names its integration by id, else by name', () => {
    const { value } = importFixture('every-integration.json');
    const nodes = value.flows[0]?.nodes ?? [];
    expect(nodes.find(({ name }) => name === 'call Put')).toMatchObject({ kind: 'api', integration: 'put' });
    expect(nodes.find(({ name }) => name === 'by name')).toMatchObject({ kind: 'api', integration: 'get' });
  });

  test('is carried when there is no such integration', () => {
    const content = { contentType: 'DYNAMIC', responderName: 'Gone' };
    const result = { matchType: 'API_RESULT', apiResultsMatch: { status: 'FAILURE' } };
    const responseMatches = [{ conditions: [result], action: { name: 'INTERACTION', value: 'none' } }];
    const { node, told } = importInteraction({ interactionType: 'API_INTEGRATION', content, responseMatches });
    expect(node).toMatchObject({ kind: 'platform', raw: { content }, routes: [{ when: { is: 'failure' }, to: { end: 'flow' } }] });
    expect(told).toEqual(['unknown-integration /conversationMessage/0/content']);
  });

  test('hands over to a skill', () => {
    const escalation = { text: 'One moment, {$botContext.name}.', escalation: { agentSkillId: 3175 } };
    const { node } = importInteraction({ interactionType: 'ESCALATION', content: tiles(escalation) });
    expect(node).toMatchObject({ kind: 'handoff', queue: '3175', message: 'One moment, {{name}}.' });
  });
});

describe('an interaction of another type', () => {
  test('is carried without what every node has', () => {
    const answers = nodesOf('Carried').get('answers');
    expect(answers).toMatchObject({
      kind: 'platform',
      hooks: { before: {} },
      routes: [{ when: { is: 'success' } }, { when: { is: 'failure' } }],
    });
    const { raw } = answers as { raw?: object };
    expect(Object.keys(raw ?? {}).sort()).toEqual(
      ['type', 'status', 'required', 'userInputRequired', 'interactionType', 'content', 'changeResponse', 'cancelResponse'].sort(),
    );
    expect(nodesOf('Carried').get('route')).toMatchObject({ kind: 'platform', delayMs: 1000 });
  });

  test('is told of when nobody described it', () => {
    expect(importInteraction({ interactionType: 'DANCE' }).told).toEqual([
      'unknown-interaction-type /conversationMessage/0/interactionType',
    ]);
    expect(importInteraction({ interactionType: 'KB_FAQ' }).told).toEqual([]);
  });
});

describe('a dialog starter', () => {
  const starter = { interactionType: 'DIALOG_STARTER', pattern: ['a', '(b'], intentId: '17', content: tiles({ text: 'Only a sample.' }) };

  test('shows nothing and starts its dialog', () => {
    const { value, diagnostics } = importDocument(documentOf([starter]));
    expect(value.flows[0]).toMatchObject({
      triggers: [
        { kind: 'text', pattern: 'a' },
        { kind: 'platform', adapter: 'liveperson', raw: '(b' },
        { kind: 'intent', intent: '17' },
      ],
      nodes: [{ kind: 'start' }],
    });
    expect(told(diagnostics)).toEqual(['unreadable-pattern /conversationMessage/0/pattern/1']);
  });

  test('behind another interaction starts nothing', () => {
    const { nodes, told } = importInteractions({ content: tiles({ text: 'x' }), nextMessageId: 'i1' }, starter);
    expect(nodes[0]?.kind === 'start' ? [] : nodes.map(({ kind }) => kind)).toEqual(['message', 'platform']);
    expect(told).toEqual(['misplaced-starter /conversationMessage/1/intentId']);
  });
});

test.each([
  ['500', 500],
  [250, 250],
  ['0', undefined],
  ['', undefined],
  ['soon', undefined],
  ['-1', undefined],
])('a delay of %j', (interactionDelay, delayMs) => {
  expect(importInteraction({ content: tiles({ text: 'a' }), interactionDelay }).node.delayMs).toBe(delayMs);
});
