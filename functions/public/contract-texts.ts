const fa = {
  title: 'قراردادهای منتشرشده',
  lead: 'قراردادهای مشارکتی که امضا، مهر و در امور مالی شهرداری ثبت شده‌اند.',
  none: 'هنوز قراردادی منتشر نشده است.',
  number: 'شمارهٔ قرارداد',
  proposal: 'طرح',
  partner: 'طرف قرارداد',
  legalRoute: 'مسیر قانونی',
  value: 'برآورد سهم شهرداری',
  signed: 'تاریخ امضا',
  starts: 'آغاز',
  ends: 'پایان',
  payments: 'برنامهٔ پرداخت سهم شهرداری',
  period: 'دوره',
  amount: 'مبلغ برآوردی',
  older: 'قراردادهای پیشین',
  asData: 'دادهٔ باز (OCDS، JSON)',
  all: 'همهٔ قراردادهای منتشرشده',
  check: 'راستی‌آزمایی این قرارداد',
  noDocument:
    'سند PDF قرارداد منتشر نمی‌شود، چون نام امضاکنندگان در آن است. هر کس نسخه‌ای از آن دارد می‌تواند درستی آن را بیازماید.',
  contract: 'قرارداد',
}

const en: typeof fa = {
  title: 'Published contracts',
  lead: 'Partnership contracts that were signed, sealed and booked by the city’s finance office.',
  none: 'No contract has been published yet.',
  number: 'Contract number',
  proposal: 'Proposal',
  partner: 'Partner',
  legalRoute: 'Legal route',
  value: 'The city’s estimated share',
  signed: 'Signed',
  starts: 'Begins',
  ends: 'Ends',
  payments: 'Schedule of the city’s share',
  period: 'Period',
  amount: 'Estimated amount',
  older: 'Earlier contracts',
  asData: 'Open data (OCDS, JSON)',
  all: 'All published contracts',
  check: 'Check this contract',
  noDocument:
    'The PDF itself is not published, because it names those who signed. Whoever has a copy can check it.',
  contract: 'Contract',
}

export const contractTexts = { fa, en } as const
