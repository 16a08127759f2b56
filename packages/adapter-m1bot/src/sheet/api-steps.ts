import type { M1botApi } from '../wire/document.ts';
import { code, codeBlock, plain, table } from './markdown.ts';
import type { RequestTexts } from './request-texts.ts';

/** How an API is entered: with values, Test, the mapping, then with attributes. */
export const apiSteps = (api: M1botApi, texts: RequestTexts): readonly string[] => {
  const { name, method, response = [] } = api;
  const rows = rowsOf(api);
  const hasReplaced = rows.some(({ value }) => texts.hasAttributes(value));
  return [
    `### ${plain(name)}`,
    '',
    'Click **Add API**, and enter it with real values:',
    '',
    ...table(
      ['Field', 'Key', 'Value'],
      [
        ['API Name', '', code(name)],
        ['API Method', '', code(method.toUpperCase())],
        ...rows
          .filter(({ tab }) => tab !== 'Body')
          .map(({ tab, key, value }) => [tab, key === '' ? '' : code(key), code(texts.forTest(value))]),
      ],
    ),
    ...bodyBlock('Body:', rows.find(({ tab }) => tab === 'Body')?.value, texts.forTest),
    '',
    'Open **Manage API Response** and press **Test**: an answer in JSON must come. Then map its variables:',
    '',
    ...(response.length === 0
      ? ['Nothing is mapped.']
      : table(
          ['Variable of the response', 'Custom attribute'],
          response.map(({ path, attribute }) => [code(path), code(attribute)]),
        )),
    '',
    hasReplaced
      ? 'Now replace the values by attributes, where one stands here. Then save the API.'
      : 'No value is to be replaced: save the API with them.',
    '',
    ...table(
      ['Field', 'Key', 'Value'],
      rows
        .filter(({ tab }) => tab !== 'Body')
        .map(({ tab, key, value }) => [
          tab,
          key === '' ? '' : code(key),
          texts.hasAttributes(value) ? code(texts.withAttributes(value)) : 'stays as it is',
        ]),
    ),
    ...bodyBlock('Body:', rows.find(({ tab }) => tab === 'Body')?.value, texts.withAttributes),
    '',
  ];
};

interface RequestRow {
  readonly tab: 'API URL' | 'Parameters' | 'Headers' | 'Body';
  readonly key: string;
  readonly value: string;
}

const rowsOf = ({ url, parameters = [], headers = [], body }: M1botApi): readonly RequestRow[] => [
  { tab: 'API URL', key: '', value: url },
  ...parameters.map(({ key, value }): RequestRow => ({ tab: 'Parameters', key, value })),
  ...headers.map(({ key, value }): RequestRow => ({ tab: 'Headers', key, value })),
  ...(body === undefined || body === '' ? [] : [{ tab: 'Body', key: '', value: body } as const]),
];

const bodyBlock = (title: string, body: string | undefined, write: (text: string) => string): readonly string[] =>
  body === undefined ? [] : ['', title, '', ...codeBlock(write(body))];
