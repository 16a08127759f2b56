import { xmlText } from '../printing/report-escapes.ts';
import type { BotCoverage, Coverage, FlowCoverage } from './coverage.ts';

/** A page that shows what the tests have been through, with nothing to load from elsewhere. */
export const coverageHtml = (bots: readonly BotCoverage[]): readonly string[] => [
  '<!doctype html>',
  '<html lang="en">',
  '<head>',
  '<meta charset="utf-8">',
  '<meta name="viewport" content="width=device-width">',
  '<title>Coverage of conversation tests</title>',
  `<style>${style}</style>`,
  '</head>',
  '<body>',
  '<main>',
  '<h1>Coverage of conversation tests</h1>',
  ...bots.flatMap(botSection),
  '</main>',
  '</body>',
  '</html>',
];

const style = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: bold; padding: 1.5rem 0 .25rem }
tbody th { font-weight: normal }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; vertical-align: top }
.missed { color: light-dark(#a00, #f77) } .covered { color: light-dark(#070, #7c7) }`;

const botSection = ({ bot, file, nodes, routes, flows }: BotCoverage): readonly string[] => [
  '<section>',
  `<h2>${xmlText(bot)}</h2>`,
  `<p>${xmlText(file)}: ${figure(nodes)} nodes, ${figure(routes)} routes</p>`,
  ...flows.flatMap(flowTable),
  '</section>',
];

const figure = ({ covered, total }: Coverage): string => `${covered} of ${total}`;

const flowTable = ({ name, nodes }: FlowCoverage): readonly string[] => [
  '<table>',
  `<caption>${xmlText(name)}</caption>`,
  '<thead><tr><th scope="col">Node</th><th scope="col">Kind</th><th scope="col">Entered</th><th scope="col">Routes</th></tr></thead>',
  '<tbody>',
  ...nodes.map(
    (node) =>
      `<tr><th scope="row">${xmlText(node.name)}</th><td>${xmlText(node.kind)}</td><td>${mark(node.isCovered)}</td><td>${node.routes
        .map(({ label, isCovered }) => `${xmlText(label)} ${mark(isCovered)}`)
        .join('<br>')}</td></tr>`,
  ),
  '</tbody>',
  '</table>',
];

// Never by colour alone.
const mark = (isCovered: boolean): string => `<span class="${isCovered ? 'covered' : 'missed'}">${isCovered ? 'yes' : 'no'}</span>`;
