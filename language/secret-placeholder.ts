/** The text that stands for a secret: in every printed form, and in place of one that stays closed on this machine. */
export const SECRET_PLACEHOLDER = "[secret]";
