# Everything: what `obs dashboard render --out rendered` wrote, saved queries, and the policy of the service's role.
data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

data "aws_partition" "this" {}

module "storefront" {
  source = "../.."

  service           = "storefront"
  environment       = "Test"
  rendered          = "${path.module}/rendered"
  account_id        = data.aws_caller_identity.this.account_id
  queries_file      = "${path.module}/queries.json"
  retention_in_days = 90
  page_actions      = ["arn:${data.aws_partition.this.partition}:sns:${data.aws_region.this.name}:${data.aws_caller_identity.this.account_id}:on-call"]

  log_group_arn_prefix = "arn:${data.aws_partition.this.partition}:logs:${data.aws_region.this.name}:${data.aws_caller_identity.this.account_id}:log-group:"

  sampling = {
    reservoir_size = 5
    fixed_rate     = 0.1
  }

  tags = {
    team = "shop"
  }
}

output "dashboards" {
  description = "ARNs of the dashboards."
  value       = module.storefront.dashboard_arns
}
