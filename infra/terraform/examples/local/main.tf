# Everything that obs dashboard render wrote, in a running obs local. infra/terraform/local runs it.
variable "service" {
  description = "The service whose dashboards these are."
  type        = string
}

variable "environment" {
  description = "The environment of the service."
  type        = string
}

variable "rendered" {
  description = "The folder that obs dashboard render wrote."
  type        = string
}

variable "endpoint" {
  description = "Where obs local answers."
  type        = string
  default     = "http://127.0.0.1:4580"
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "local"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
    cloudwatch     = var.endpoint
    cloudwatchlogs = var.endpoint
    xray           = var.endpoint
  }
}

module "service" {
  source = "../.."

  service      = var.service
  environment  = var.environment
  rendered     = var.rendered
  queries_file = "${var.rendered}/queries.json"
}

output "dashboards" {
  description = "ARNs of the dashboards."
  value       = module.service.dashboard_arns
}

output "alarms" {
  description = "Names of the alarms."
  value       = module.service.alarm_names
}
