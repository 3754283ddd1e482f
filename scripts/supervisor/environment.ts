/** Environment variables, as read. */
export type Environment = Readonly<Record<string, string | undefined>>;
