variable "service" {
  description = "The service, as Observability:ServiceName names it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,100}$", var.service))
    error_message = "A service has a name of 1 to 100 letters, digits, dots, hyphens and underscores."
  }
}

variable "environment" {
  description = "The environment, as Observability:Environment names it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,50}$", var.environment))
    error_message = "An environment has a name of 1 to 50 letters, digits, hyphens and underscores."
  }
}

variable "rendered" {
  description = "The folder that obs dashboard render wrote: red.json, xray.json and alarms.json. Null makes the alarms of the objective without it, and no dashboards."
  type        = string
  default     = null

  validation {
    condition     = var.rendered == null || alltrue([for file in ["red.json", "xray.json", "alarms.json"] : fileexists("${coalesce(var.rendered, ".")}/${file}")])
    error_message = "The folder holds red.json, xray.json and alarms.json: obs dashboard render --catalogue catalogue.json --out FOLDER."
  }
}

variable "account_id" {
  description = "The account whose alarms the dashboards show, 12 digits."
  type        = string
  default     = null
}

variable "objective" {
  description = "What the service promises; used where nothing was rendered."
  type = object({
    availability_percent = optional(number, 99.9)
    latency_milliseconds = optional(number, 300)
    latency_percent      = optional(number, 99)
  })
  default = {}
}

variable "page_actions" {
  description = "ARNs of what is done when somebody must act at once; alarms of a rendered folder all go here unless they name actions of their own."
  type        = list(string)
  default     = []
}

variable "ticket_actions" {
  description = "ARNs of what is done when somebody must act this week; used where nothing was rendered."
  type        = list(string)
  default     = []
}

variable "queries_file" {
  description = "A JSON file of saved queries: an array of {name, query, logGroups}. Null saves none."
  type        = string
  default     = null
}

variable "retention_in_days" {
  description = "Days for which log entries are kept."
  type        = number
  default     = 30
}

variable "sampling" {
  description = "The sampling of this service: priority, traces a second, and the share of the rest."
  type = object({
    priority       = optional(number, 1000)
    reservoir_size = optional(number, 1)
    fixed_rate     = optional(number, 0.05)
  })
  default = {}
}

variable "log_group_arn_prefix" {
  description = "arn:aws:logs:REGION:ACCOUNT:log-group: for the policy of the service. Null makes no policy."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that can bear them."
  type        = map(string)
  default     = {}
}
