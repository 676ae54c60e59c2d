const pt = {
  retry: 'Tentar de novo',
  unreachable: 'O servidor não responde agora. O que está na tela é o último estado conhecido.',
  refused: 'O servidor recusou.',
  forbidden: 'Esta sessão só lê. Para alterar, entre com o link de acesso.',
  loading: 'Carregando',
  cancel: 'Cancelar',
};

const en: typeof pt = {
  retry: 'Try again',
  unreachable: 'The server does not answer now. What you see is the last known state.',
  refused: 'The server refused.',
  forbidden: 'This session only reads. To change things, sign in by the link.',
  loading: 'Loading',
  cancel: 'Cancel',
};

export const words = { pt, en };
