/** Longer than the shop ever takes to answer a script, in ms. After it an answer counts as lost. */
export const ANSWER_LOST_AFTER_MS = 15_000;
