const fa = {
  faultsTitle: 'لطفاً موارد زیر را اصلاح کنید',
  fault: 'خطا:',
  asked: 'خواسته شده:',
  optional: '(اختیاری)',
  choose: 'انتخاب کنید',
  atTime: 'ساعت',
}

const en: typeof fa = {
  faultsTitle: 'Please correct the following',
  fault: 'Error:',
  asked: 'Asked for:',
  optional: '(optional)',
  choose: 'Choose one',
  atTime: 'at',
}

export const partsTexts = { fa, en } as const
