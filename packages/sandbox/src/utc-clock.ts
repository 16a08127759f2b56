/**
 * Makes the local time of this realm UTC: QuickJS asks it for the zone, and a script must mean the same on every machine.
 * For the realm of a worker alone.
 */
export const useUtc = (): void => {
  const { prototype } = Date;
  const utc: { readonly [local: string]: () => number } = {
    getFullYear: prototype.getUTCFullYear,
    getMonth: prototype.getUTCMonth,
    getDate: prototype.getUTCDate,
    getDay: prototype.getUTCDay,
    getHours: prototype.getUTCHours,
    getMinutes: prototype.getUTCMinutes,
    getSeconds: prototype.getUTCSeconds,
    getTimezoneOffset: () => 0,
  };
  for (const [local, value] of Object.entries(utc)) Object.defineProperty(prototype, local, { value });
};
