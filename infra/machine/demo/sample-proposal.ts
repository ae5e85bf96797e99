import type { Language } from '#workflows/language.ts'

/** A proposal as the health startup of Kerman's story might write it. Names, numbers and addresses are invented. */
export interface SampleProposal {
  readonly fields: Readonly<Record<string, unknown>>
  /** What the applicant changes when the research centre asks for a firmer revenue estimate. */
  readonly revised: Readonly<Record<string, unknown>>
}

const common = {
  category: 'health',
  applicantType: 'company',
  legalId: '10380284790',
  nationalCode: '0499370899',
  mobile: '۰۹۱۳۱۲۳۴۵۶۷',
  email: 'founder@salamatyar.example',
  knowledgeBased: 'startup',
  maturity: 'pilot',
  contractType: 'revenue_share',
  municipalShare: '۱۲٫۵',
  capex: '۱۸٬۵۰۰٬۰۰۰٬۰۰۰',
  annualRevenue: ['۹٬۰۰۰٬۰۰۰٬۰۰۰', '۲۱٬۰۰۰٬۰۰۰٬۰۰۰', '۳۶٬۰۰۰٬۰۰۰٬۰۰۰'],
  durationMonths: '۳۶',
  consent: true,
}

export const sampleProposals: Readonly<Record<Language, SampleProposal>> = {
  fa: {
    fields: {
      ...common,
      title: 'سلامت‌یار: مراقبت در خانه و غربالگری محله‌محور',
      titleEn: 'Salamat Yar: care at home and neighbourhood screening',
      orgName: 'شرکت سلامت‌یار کریمان',
      contactName: 'سارا کریمی',
      problem:
        'در محله‌های کم‌برخوردار کرمان سالمندان و بیماران مزمن برای ساده‌ترین خدمات پرستاری ناچارند به مراکز درمانی دور بروند. صف‌های طولانی، هزینهٔ رفت‌وآمد و نبود پرونده‌ای که میان محله، پزشک و خانواده مشترک باشد باعث می‌شود فشار خون و دیابت دیر شناخته شود و هزینه‌اش سرانجام بر دوش شهر و خانواده‌ها بیفتد.',
      solution:
        'سلامت‌یار شبکه‌ای از پرستاران آموزش‌دیدهٔ همان محله را با یک سامانهٔ ساده به خانواده‌ها می‌رساند: درخواست از تلفن همراه یا سرای محله، ویزیت در خانه، ثبت نشانه‌های حیاتی با دستگاه‌های متصل و هشدار به پزشک. نوآوری کار، غربالگری دوره‌ای در سراهای محله و پیش‌بینی خطر با داده‌های بی‌نام است که در اجرای آزمایشی شش‌ماهه در دو محله بیش از ۱۲۰۰ ویزیت انجام داده است.',
      revenueModel:
        'شهرداری فضای سراهای محله و امکان اطلاع‌رسانی را می‌آورد و در برابر آن ۱۲٫۵ درصد از درآمد ناخالص هر ویزیت و اشتراک خانواده‌ها را دریافت می‌کند. درآمد از سه راه است: ویزیت در خانه، اشتراک ماهانهٔ پایش سالمندان و قرارداد غربالگری با کارفرمایان شهر. سهم شهرداری هر فصل تسویه می‌شود و با رشد شبکه پایدار می‌ماند.',
      municipalAsk: 'فضای ثابت در شش سرای محله، معرفی در رسانه‌های شهری و دسترسی به دادهٔ بی‌نام جمعیتی محله‌ها.',
      risks:
        'پروانهٔ مراقبت در منزل از وزارت بهداشت گرفته شده است. دادهٔ سلامت رمز می‌شود و روی کارساز داخل کشور می‌ماند؛ تنها گزارش‌های بی‌نام به شهرداری می‌رسد.',
    },
    revised: {
      annualRevenue: ['۸٬۰۰۰٬۰۰۰٬۰۰۰', '۱۸٬۰۰۰٬۰۰۰٬۰۰۰', '۳۰٬۰۰۰٬۰۰۰٬۰۰۰'],
      revenueModel:
        'شهرداری فضای سراهای محله و امکان اطلاع‌رسانی را می‌آورد و در برابر آن ۱۲٫۵ درصد از درآمد ناخالص را دریافت می‌کند. برآورد تازه بر پایهٔ ۱۲۰۰ ویزیت اجرای آزمایشی و نرخ بازگشت ۳۸ درصدی خانواده‌هاست: سال نخست ۴۰۰۰ ویزیت، سال دوم ۹۰۰۰ و سال سوم ۱۵۰۰۰ ویزیت با میانگین دو میلیون ریال. کف پرداخت فصلی تضمین می‌شود و جدول تفصیلی پیوست است.',
    },
  },
  en: {
    fields: {
      ...common,
      title: 'Salamat Yar: care at home and neighbourhood screening',
      titleEn: 'Salamat Yar: care at home and neighbourhood screening',
      orgName: 'Salamat Yar Kariman Company',
      contactName: 'Sara Karimi',
      mobile: '09131234567',
      municipalShare: '12.5',
      capex: '18500000000',
      annualRevenue: ['9000000000', '21000000000', '36000000000'],
      durationMonths: '36',
      problem:
        'In the poorer neighbourhoods of Kerman, elderly and chronically ill people travel far for the simplest nursing. Long queues, the cost of the journey and the lack of a record shared by neighbourhood, doctor and family mean that high blood pressure and diabetes are found late, and in the end the city and the families bear the cost.',
      solution:
        'Salamat Yar brings trained nurses from the same neighbourhood to families through one simple service: a request by phone or at the neighbourhood house, a visit at home, vital signs recorded by connected devices, and an alert to the doctor. New about it are the regular screenings in neighbourhood houses and a risk forecast from anonymous data; a six-month pilot in two neighbourhoods made more than 1,200 visits.',
      revenueModel:
        'The municipality brings rooms in its neighbourhood houses and its announcements, and receives 12.5 percent of the gross revenue of every visit and family subscription. Revenue comes from visits at home, monthly monitoring of the elderly, and screening contracts with employers of the city. The share is settled each quarter and stays as the network grows.',
      municipalAsk:
        'A fixed room in six neighbourhood houses, mention in the city’s media, and anonymous population data.',
      risks:
        'The licence for care at home has been granted by the ministry of health. Health data is encrypted and stays on servers in the country; the municipality sees anonymous reports only.',
    },
    revised: {
      annualRevenue: ['8000000000', '18000000000', '30000000000'],
      revenueModel:
        'The municipality brings rooms in its neighbourhood houses and its announcements, and receives 12.5 percent of the gross revenue. The new estimate rests on the 1,200 visits of the pilot and a return rate of 38 percent: 4,000 visits in the first year, 9,000 in the second and 15,000 in the third, at two million rials on average. A quarterly minimum is guaranteed; the detailed table is attached.',
    },
  },
}

/** A small but whole PDF that says what it is; stands in for a business plan or a balance sheet. */
export function samplePdf(title: string): Uint8Array {
  const text = `BT /F1 18 Tf 72 760 Td (${title.replace(/[^\x20-\x7E]|[()\\]/g, '')}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.lastIndexOf('xref')}\n%%EOF\n`
  return new TextEncoder().encode(file)
}
