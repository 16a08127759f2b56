import type { ResponseFormat } from '../document/integration.ts';
import type { Pagination } from '../document/pagination.ts';
import type { CheckContext } from './check-context.ts';

/** Pages can be told apart, and their end be known. */
export const checkPagination = ({ bot, report }: CheckContext): void => {
  for (const [index, integration] of bot.integrations.entries()) {
    if (integration.kind !== 'http' || integration.pagination === undefined) continue;
    const path = ['integrations', index, 'pagination'];
    const { pagination, response } = integration;
    if (needsRows(pagination)) {
      const fix = "Say with the pagination's `rows` which list they are.";
      report({ code: 'missing-rows', severity: 'error', path, reason: 'Pages that are counted end at one without rows.', fix });
    }
    if (pagination.maxRows !== undefined && pagination.rows === undefined) {
      const fix = 'Say with `rows` which list they are, or limit the pages with `maxPages`.';
      report({
        code: 'missing-rows',
        severity: 'error',
        path: [...path, 'maxRows'],
        reason: 'Rows can be counted only where they are.',
        fix,
      });
    }
    if (looksInside(pagination) && !hasStructure(response.format)) {
      const fix = 'Let the format of the response be json, or take the next page from `{ link: "header" }`.';
      report({ code: 'unreadable-pages', severity: 'error', path, reason: 'A JSONPath finds nothing in a response that is text.', fix });
    }
  }
};

const needsRows = ({ next, rows }: Pagination): boolean => rows === undefined && ('page' in next || 'offset' in next);

const looksInside = ({ next, rows }: Pagination): boolean =>
  rows !== undefined || 'cursor' in next || ('link' in next && next.link !== 'header');

const hasStructure = (format: ResponseFormat): boolean => format !== 'text';
