/**
 * The Route 53 hosted zone of a region's API endpoints, which an alias record needs; undefined for a region that isn't listed.
 * @see https://docs.aws.amazon.com/general/latest/gr/apigateway.html
 */
export function apiHostedZoneId(region: string): string | undefined {
  return API_HOSTED_ZONES[region];
}

const API_HOSTED_ZONES: Readonly<Record<string, string>> = {
  "us-east-2": "ZOJJZC49E0EPZ",
  "us-east-1": "Z1UJRXOUMOOFQ8",
  "us-west-1": "Z2MUQ32089INYE",
  "us-west-2": "Z2OJLYMUO9EFXC",
  "af-south-1": "Z2DHW2332DAMTN",
  "ap-east-1": "Z3FD1VL90ND7K5",
  "ap-east-2": "Z02909591O7FG9Q56HWB1",
  "ap-south-1": "Z3VO1THU9YC4UR",
  "ap-south-2": "Z0853509Q1135NJ66RUH",
  "ap-northeast-1": "Z1YSHQZHG15GKL",
  "ap-northeast-2": "Z20JF4UZKIW1U8",
  "ap-northeast-3": "Z22ILHG95FLSZ2",
  "ap-southeast-1": "ZL327KTPIQFUL",
  "ap-southeast-2": "Z2RPCDW04V8134",
  "ap-southeast-3": "Z10132843TYUYSLUG4HA3",
  "ap-southeast-4": "Z092189423Y7RJK61311D",
  "ap-southeast-5": "Z0314042F0KBUTZ3X5HF",
  "ap-southeast-6": "Z01392953RKV2Q3RBP0KU",
  "ap-southeast-7": "Z048508712PZLK5NKG8R0",
  "ca-central-1": "Z19DQILCV0OWEC",
  "ca-west-1": "Z04745493436AWVTG1OQY",
  "eu-central-1": "Z1U9ULNL0V5AJ3",
  "eu-central-2": "Z09222482MK253X48U76H",
  "eu-north-1": "Z3UWIKFBOOGXPP",
  "eu-south-1": "Z3BT4WSQ9TDYZV",
  "eu-south-2": "Z02499852UI5HEQ5JVWX3",
  "eu-west-1": "ZLY8HYME6SFDD",
  "eu-west-2": "ZJ5UAJN8Y3Z2Q",
  "eu-west-3": "Z3KY65QIEKYHQQ",
  "il-central-1": "Z07264553HBI44N5X2CKP",
  "me-central-1": "Z08780021BKYYY8U0YHTV",
  "me-south-1": "Z20ZBPC0SS8806",
  "mx-central-1": "Z00020171WIGL5M88SHRM",
  "sa-east-1": "ZCMLWB8V5SYIT",
  "us-gov-east-1": "Z3SE9ATJYCRCZJ",
  "us-gov-west-1": "Z1K6XKP9SAGWDV",
};

/**
 * The hosted zone of a region's S3 website endpoints; undefined for a region that isn't listed.
 * @see https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
export function s3WebsiteHostedZoneId(region: string): string | undefined {
  return S3_WEBSITE_HOSTED_ZONES[region];
}

const S3_WEBSITE_HOSTED_ZONES: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z2M4EHUR26P7ZW",
  "ap-southeast-1": "Z3O0J2DXBE1FTB",
  "ap-southeast-2": "Z1WCIGYICN2BYD",
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-west-2": "Z3GKZC51ZF0DB4",
  "us-east-1": "Z3AQBSTGFYJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-west-1": "Z2F56UZL2M1ACD",
  "us-west-2": "Z3BJ6K6RIION7M",
};

/**
 * The hosted zone of a region's Application Load Balancers; undefined for a region that isn't listed.
 * @see https://docs.aws.amazon.com/general/latest/gr/elb.html
 */
export function loadBalancerHostedZoneId(region: string): string | undefined {
  return LOAD_BALANCER_HOSTED_ZONES[region];
}

const LOAD_BALANCER_HOSTED_ZONES: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z14GRHDCWA56QT",
  "ap-southeast-1": "Z1LMS91P8CMLE5",
  "ap-southeast-2": "Z1GM3OXH4ZPM65",
  "eu-central-1": "Z215JYRZR1TBD5",
  "eu-west-1": "Z32O12XQLNTSW2",
  "eu-west-2": "ZHURV8PSTC4K8",
  "us-east-1": "Z35SXDOTRQ7X7K",
  "us-east-2": "Z3AADJGX6KTTL2",
  "us-west-1": "Z368ELLRRE2KJ0",
  "us-west-2": "Z1H1FL5HABSF5",
};
