import type { LocalText } from '../../contract';

/** How a number of the product is counted: what `#metric-{key}` of the document says. */
export interface Metric {
  key: string;
  term: LocalText;
  meaning: LocalText;
}

const of = (key: string, [ptTerm, enTerm]: [string, string], pt: string, en: string): Metric => ({
  key,
  term: { pt: ptTerm, en: enTerm },
  meaning: { pt, en },
});

/** Every number that pages show, in the order in which a lead meets them. */
export const metrics: readonly Metric[] = [
  of(
    'captured',
    ['Captados', 'Captured'],
    'Leads que apareceram pela primeira vez no período, no dia do seu primeiro evento.',
    'Leads that first appeared in the period, on the day of their first event.',
  ),
  of(
    'now',
    ['Agora na etapa', 'Now in the stage'],
    'Leads abertos cuja etapa atual é esta. Quem volta para trás é visto na hora.',
    'Open leads whose current stage it is. Going backward shows at once.',
  ),
  of(
    'entered',
    ['Entraram', 'Entered'],
    'Primeira entrada na etapa em cada ciclo do lead, no dia local do espaço. Uma etapa pulada conta como entrada junto com a que a pulou; reabrir não é uma nova entrada.',
    'The first entry of the stage in each cycle of a lead, on the workspace’s local day. A skipped stage counts together with the one that skipped it; a reopening is no new entry.',
  ),
  of(
    'conversion',
    ['Conversão', 'Conversion'],
    'Das entradas do período, quantas seguiram para a próxima etapa, quando quer que isso tenha acontecido.',
    'Of the entries of the period, how many went on to the next stage, whenever that happened.',
  ),
  of(
    'throughput',
    ['Vazão', 'Throughput'],
    'Entradas da próxima etapa divididas pelas entradas desta, ambas no período: a razão simples dos fluxos.',
    'Entries of the next stage divided by entries of this one, both in the period: the plain ratio of the flows.',
  ),
  of(
    'reached',
    ['Alcançaram', 'Reached'],
    'Dos ciclos que começaram no período, quantos chegaram à etapa até agora. A coorte fica aberta enquanto um deles ainda puder avançar.',
    'Of the cycles that began in the period, how many have entered the stage so far. A cohort is open while one of them may still go on.',
  ),
  of(
    'won',
    ['Ganhos', 'Won'],
    'Ciclos que entraram na etapa de ganho no período e continuam ganhos.',
    'Cycles that entered the won stage in the period and still stand as won.',
  ),
  of(
    'lost',
    ['Perdidos', 'Lost'],
    'Perdas do período que ainda valem: um lead reaberto sai da conta.',
    'Losses of the period that still stand: a reopened lead leaves the count.',
  ),
  of(
    'rejected',
    ['Rejeitados', 'Rejected'],
    'Leads que Vendas recusou na passagem, no período, e que não foram reabertos.',
    'Leads that Sales refused at the handoff in the period and that were not reopened.',
  ),
  of(
    'revenue',
    ['Receita', 'Revenue'],
    'Soma dos valores dos negócios ganhos, por moeda, sem conversão entre moedas.',
    'The sum of the amounts of deals won, by currency, never converted between currencies.',
  ),
  of(
    'touches',
    ['Contatos', 'Touches'],
    'Tentativas de contato feitas por pessoas: ligação, e-mail, WhatsApp, reunião. As automáticas não contam.',
    'Contact attempts made by people: call, e-mail, WhatsApp, meeting. Automated ones are not counted.',
  ),
  of(
    'first_touch',
    ['Primeiro contato', 'First touch'],
    'Tempo mediano entre o início do ciclo e o primeiro contato feito por uma pessoa.',
    'The median time from a cycle’s beginning to the first touch by a person.',
  ),
  of(
    'time_in_stage',
    ['Tempo na etapa', 'Time in stage'],
    'Soma das permanências na etapa em cada ciclo, contada quando o lead avança ou sai; em tempo útil do time e em tempo corrido.',
    'The sum of the stays in the stage in each cycle, counted when the lead goes on or ends; in the team’s business time and in elapsed time.',
  ),
  of(
    'due',
    ['Vencimento', 'Due'],
    'Início do relógio mais o prazo da cláusula, no calendário dela; o tempo em pausa não conta. Um início fora do expediente conta a partir da próxima abertura.',
    'The clock’s start plus the clause’s target, in its calendar; paused time is not counted. A start outside hours counts from the next opening.',
  ),
  of(
    'breach',
    ['Prazo estourado', 'Breach'],
    'O vencimento passou sem o evento que cumpre a promessa. O que acontece exatamente no vencimento está no prazo; cumprido depois é “cumprido com atraso” e continua contando como estouro.',
    'The due instant passed without the event that keeps the promise. What happens exactly at due is in time; what is met later is “met late” and still counts as a breach.',
  ),
  of(
    'compliance',
    ['Cumprimento', 'Compliance'],
    'Cumpridos ÷ (cumpridos + estourados), pelos relógios que vencem no período. Sem nenhum julgado, não há valor.',
    'Met ÷ (met + breached), of the clocks due in the period. With none judged there is no value.',
  ),
  of(
    'pace',
    ['Ritmo', 'Pace'],
    'Realizado ÷ esperado até agora. O esperado cresce com o tempo útil do time: fins de semana e feriados não cobram nada.',
    'Actual ÷ what is expected by now. What is expected grows with the team’s business time: weekends and holidays ask for nothing.',
  ),
  of(
    'forecast',
    ['Previsão', 'Forecast'],
    'Realizado mais a chance de cada lead aberto chegar lá no tempo que resta, medida nos últimos 180 dias; a faixa contém o resultado em cerca de 80 % das vezes.',
    'Actual plus the chance of each open lead to get there in the time left, as measured in the last 180 days; the range holds the outcome about 80% of the time.',
  ),
];
