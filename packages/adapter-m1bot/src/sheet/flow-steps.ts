import { advancedOf, advancedSettings } from '../wire/advanced-settings.ts';
import { type GoTo, isKnownComponent, type KnownComponent, type M1botComponent } from '../wire/component.ts';
import type { M1botDocument, M1botFlow } from '../wire/document.ts';
import { code, plain, table } from './markdown.ts';
import type { RequestTexts } from './request-texts.ts';

type Cells = readonly (readonly [field: string, value: string])[];

/** How flows are built, component by component. */
export const flowsSteps = (document: M1botDocument, texts: RequestTexts): readonly string[] => {
  const leads = leadsIn(document);
  const apiNames = new Map((document.apis ?? []).toReversed().map(({ id, name }) => [id, name]));
  const channel = document.bot.channel ?? 'whatsapp';
  return document.flows.flatMap((flow) => flowSteps(flow, leads, { texts, apiNames, channel }));
};

const flowSteps = (flow: M1botFlow, leads: Leads, work: Omit<StepWork, 'index' | 'lead'>): readonly string[] => {
  const keywords = (flow.triggers ?? []).flatMap(({ keyword }) => (keyword === undefined ? [] : [code(keyword)]));
  return [
    `### ${plain(flow.name ?? flow.id)}`,
    '',
    ...((flow.triggers ?? []).some(({ start }) => start) ? ['It is the flow that the bot starts with.', ''] : []),
    ...(keywords.length === 0 ? [] : [`It is to start by ${keywords.join(', ')}. ${noScreen}`, '']),
    ...flow.components.flatMap((component, index) => {
      // Below the last component there is none: what ends a flow has to say so.
      const below = index === flow.components.length - 1 ? 'End chat' : 'the component below';
      const lead = (to: GoTo | undefined = 'next'): string => (to === 'next' ? below : leads(to));
      return componentSteps(component, { ...work, index, lead });
    }),
  ];
};

const noScreen = 'No published page shows where this is set: look for it, or leave it out.';

interface StepWork {
  readonly index: number;
  readonly lead: (to: GoTo | undefined) => string;
  readonly texts: RequestTexts;
  /** By id. */
  readonly apiNames: ReadonlyMap<string, string>;
  readonly channel: string;
}

const componentSteps = (component: M1botComponent, work: StepWork): readonly string[] => {
  const { index, lead } = work;
  const { name = component.id, goTo, delayMs } = component;
  const isKnown = isKnownComponent(component);
  const cells = isKnown ? cellsOf(component, work) : ([['Settings', 'as in the document']] as Cells);
  const isSaid = isKnown && (component.component === 'api' || component.component === 'condition');
  return [
    `${index + 1}. **${isKnown ? titles[component.component] : plain(component.component)}** ${code(name)}`,
    '',
    ...table(
      ['Setting', 'Value'],
      [
        ...cells,
        ...(isKnown ? advancedCells(component) : []),
        ...(delayMs === undefined ? [] : [['Delay', `${delayMs} ms`]]),
        ...(isSaid && goTo === undefined ? [] : [['Go to Next Message', lead(goTo as GoTo | undefined)]]),
      ],
    ).map(indented),
    ...(isKnown && component.component === 'condition' ? ['', indented(noScreen)] : []),
    ...(component.component === 'api' && work.channel !== 'whatsapp'
      ? ['', indented(`The guide has this component for WhatsApp alone: look whether yours has it for ${plain(work.channel)}.`)]
      : []),
    '',
  ];
};

const advancedCells = (component: KnownComponent): Cells =>
  Object.entries(advancedOf(component)).flatMap(([field, value]) => {
    if (value === false) return [];
    const label = advancedSettings[field as keyof typeof advancedSettings];
    return [value === true ? (['Advanced', label] as const) : ([label, code(String(value))] as const)];
  });

const indented = (line: string): string => `   ${line}`;

const titles: { readonly [K in KnownComponent['component']]: string } = {
  message: 'Message',
  image: 'Image',
  document: 'Document',
  'text-question': 'Text Question',
  'smart-question': 'Smart Question',
  name: 'Name',
  'phone-number': 'Phone Number',
  email: 'Email',
  'single-choice': 'Single Choice',
  'multiple-choice': 'Multiple Choice',
  api: 'API',
  'live-chat': 'Live Chat',
  condition: 'Condition',
};

const cellsOf = (component: KnownComponent, { lead, texts, apiNames }: StepWork): Cells => {
  const said = (text: string): string => code(texts.withAttributes(text));
  switch (component.component) {
    case 'message':
      return [['Message', said(component.message)]];
    case 'image':
    case 'document':
      return [['File', said(component.url)], ...(component.message === undefined ? [] : [['Message', said(component.message)] as const])];
    case 'text-question':
    case 'smart-question':
    case 'name':
    case 'phone-number':
    case 'email':
      return [
        ['Message', said(component.message)],
        ...(component.attribute === undefined ? [] : [['Stored in the attribute', code(component.attribute)] as const]),
        ...(component.skipIfAnswered ? [['Advanced', 'Skip Question If Already Answered'] as const] : []),
        ...(component.component === 'smart-question'
          ? (component.answers ?? []).map(({ keyword = '', goTo }) => [`Keyword ${code(keyword)}`, lead(goTo)] as const)
          : []),
        ...(component.others === undefined ? [] : [['An answer', lead(component.others)] as const]),
      ];
    case 'single-choice':
    case 'multiple-choice':
      return [
        ['Message', said(component.message)],
        ...component.options.map(({ label, goTo }) => [`Option ${said(label)}`, goTo === undefined ? '' : lead(goTo)] as const),
        ...(component.answers ?? []).map(
          ({ keyword, option, goTo }) => [keyword === undefined ? `Option ${option}` : `Keyword ${code(keyword)}`, lead(goTo)] as const,
        ),
        ...(component.attribute === undefined ? [] : [['Stored in the attribute', code(component.attribute)] as const]),
        ...(component.others === undefined ? [] : [['Any other answer', lead(component.others)] as const]),
      ];
    case 'api':
      return [
        ['Choose API', code(apiNames.get(component.api) ?? component.api)],
        ...(component.responseCodes ?? []).map((row) => [`Response Code ${code(String(row.code))}`, lead(row.goTo)] as const),
        ['Others', component.others === undefined ? lead('end') : lead(component.others.goTo)],
      ];
    case 'live-chat':
      return [
        ...(component.message === undefined ? [] : [['Message', said(component.message)] as const]),
        ...(component.failed === undefined ? [] : [['Nobody takes over', lead(component.failed)] as const]),
      ];
    case 'condition':
      return component.cases.map(({ match = 'all', if: list, goTo }) => {
        const parts = list.map(({ value, is, to, not }) => {
          const right = is === 'set' ? '' : ` ${code(typeof to === 'string' ? texts.withAttributes(to) : JSON.stringify(to ?? null))}`;
          return `${code(typeof value === 'string' ? texts.withAttributes(value) : JSON.stringify(value))} is ${not ? 'not ' : ''}${is}${right}`;
        });
        return [parts.join(match === 'any' ? ' or ' : ' and '), lead(goTo)] as const;
      });
  }
};

/** Where a link leads, in the words of the screen. */
type Leads = (to: Exclude<GoTo, 'next'>) => string;

const leadsIn = ({ flows }: M1botDocument): Leads => {
  const names = new Map(flows.flatMap(({ components }) => components.map(({ id, name = id }) => [id, name] as const)));
  const flowNames = new Map(flows.map(({ id, name = id }) => [id, name] as const));
  return (to) => {
    if (to === 'end') return 'End chat';
    if ('component' in to) return code(names.get(String(to.component)) ?? String(to.component));
    return `the flow ${code(flowNames.get(String(to.flow)) ?? String(to.flow))}`;
  };
};
