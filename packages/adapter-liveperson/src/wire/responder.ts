import * as z from 'zod';

const pair = z.looseObject({ key: z.string(), value: z.string().optional() });
export type LivePersonPair = z.infer<typeof pair>;

/** An integration. `webhook` is its URL, `responseDataVariable` the base name of all that it yields. */
export const responder = z.looseObject({
  /** Of the bot, with a small b here. */
  chatbotId: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  webhook: z.string().optional(),
  fileUrl: z.string().optional(),
  method: z.string().optional(),
  headers: z.array(pair).optional(),
  params: z.array(pair).optional(),
  defaultValues: z.array(pair).optional(),
  postBody: z.string().optional(),
  customDataFields: z.array(pair).optional(),
  group: z.string().optional(),
  transformResultsScript: z.string().optional(),
  responseDataVariable: z.string().optional(),
  /** `API`, `FAAS`, `KB`, and others. */
  integrationType: z.string().optional(),
  /** The credential, which stays with the vendor. */
  apiCredentialsId: z.string().optional(),
  securityProtocol: z.string().optional(),
  /** Assumed: the name of the toggle for default headers, which no page and no export shows. */
  useDefaultHeaders: z.boolean().optional(),
  tangoContextEnabled: z.boolean().optional(),
});
export type LivePersonResponder = z.infer<typeof responder>;
