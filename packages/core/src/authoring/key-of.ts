/** The fields any member of a union has; `keyof` alone knows those all of them have. */
export type KeyOf<Union> = Union extends unknown ? keyof Union : never;
