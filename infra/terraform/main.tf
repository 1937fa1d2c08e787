locals {
  log_group = "/obs/${var.environment}/${var.service}"
  name      = "${var.service}-${var.environment}"

  # The name of a service may have dots, that of a dashboard not.
  dashboard = replace(local.name, "/[^A-Za-z0-9_-]/", "-")
}

module "dashboards" {
  source = "./modules/dashboards"
  count  = var.rendered == null ? 0 : 1

  account_id = var.account_id
  dashboards = {
    "${local.dashboard}-red"  = file("${var.rendered}/red.json")
    "${local.dashboard}-xray" = file("${var.rendered}/xray.json")
  }
}

module "alarms" {
  source = "./modules/alarms"
  count  = var.rendered == null ? 0 : 1

  alarms  = file("${var.rendered}/alarms.json")
  actions = var.page_actions
  tags    = var.tags
}

module "slo" {
  source = "./modules/slo"
  count  = var.rendered == null ? 1 : 0

  service        = var.service
  environment    = var.environment
  objective      = var.objective
  page_actions   = var.page_actions
  ticket_actions = var.ticket_actions
  tags           = var.tags
}

module "logs" {
  source = "./modules/logs"

  groups = { (local.log_group) = { retention_in_days = var.retention_in_days } }
  tags   = var.tags
}

module "queries" {
  source = "./modules/queries"
  count  = var.queries_file == null ? 0 : 1

  queries    = jsondecode(file(var.queries_file))
  folder     = local.name
  log_groups = module.logs.names
}

module "sampling" {
  source = "./modules/sampling"

  rules = {
    # 32 characters are all a rule may have.
    (substr(local.name, 0, 32)) = {
      priority       = var.sampling.priority
      reservoir_size = var.sampling.reservoir_size
      fixed_rate     = var.sampling.fixed_rate
      service_name   = var.service
    }
  }
  groups = { (substr(local.name, 0, 32)) = { filter_expression = "service(\"${var.service}\")" } }
  tags   = var.tags
}

module "policy" {
  source = "./modules/policy"
  count  = var.log_group_arn_prefix == null ? 0 : 1

  name           = "${local.name}-observability"
  log_group_arns = ["${var.log_group_arn_prefix}${local.log_group}"]
  tags           = var.tags
}
