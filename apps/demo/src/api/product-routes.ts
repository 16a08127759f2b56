import type { ApiRequest, ApiResponse, Routes } from './api-message.ts';
import { problem } from './problem.ts';
import { type Product, products } from './product.ts';

export const productRoutes: Routes = {
  'GET /products': (request) => search(request),
  'GET /products/:sku': ({ url, params }) => {
    const product = products.find(({ sku }) => sku === params.sku);
    return product === undefined ? problem(404, `There is no product ${params.sku}.`) : { status: 200, body: view(product, url) };
  },
  'GET /images/:file': ({ params }) => {
    const product = products.find(({ sku }) => `${sku}.svg` === params.file);
    return product === undefined
      ? problem(404, 'There is no such picture.')
      : { status: 200, headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' }, body: picture(product) };
  },
};

const maxPageSize = 50;

/** `?q=` words that all occur in name, category or description; `?page=` from 1; `?size=` up to 50. */
const search = ({ url }: ApiRequest): ApiResponse => {
  const page = wholeNumber(url.searchParams.get('page') ?? '1');
  const size = wholeNumber(url.searchParams.get('size') ?? '10');
  if (page === undefined) return problem(400, '`page` is a whole number from 1.');
  if (size === undefined || size > maxPageSize) return problem(400, `\`size\` is a whole number from 1 to ${maxPageSize}.`);

  const words = (url.searchParams.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = products.filter((product) => {
    const text = `${product.name} ${product.category} ${product.description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const hasMore = page * size < found.length;
  const next = hasMore ? pageLink(url, page + 1) : undefined;
  return {
    status: 200,
    headers: { 'x-total-count': `${found.length}`, ...(next === undefined ? {} : { link: `<${next}>; rel="next"` }) },
    body: {
      items: found.slice((page - 1) * size, page * size).map((product) => view(product, url)),
      page,
      size,
      total: found.length,
      next: next ?? null,
    },
  };
};

const view = (product: Product, url: URL) => ({ ...product, imageUrl: new URL(`/images/${product.sku}.svg`, url).href });

const pageLink = (url: URL, page: number): string => {
  const link = new URL(url);
  link.searchParams.set('page', `${page}`);
  return link.href;
};

const wholeNumber = (text: string): number | undefined => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined);

/** No name here needs escaping but the apostrophe, which text content may hold as it is. */
const picture = ({ name, sku }: Product): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="#f3ead8"/>` +
  `<text x="320" y="190" font-family="serif" font-size="36" text-anchor="middle">${name}</text>` +
  `<text x="320" y="240" font-family="monospace" font-size="22" text-anchor="middle" fill="#7a6a4f">${sku}</text></svg>`;
