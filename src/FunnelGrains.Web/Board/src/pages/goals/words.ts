const pt = { team: 'Time' };
const en: typeof pt = { team: 'Team' };
export const words = { pt, en };
