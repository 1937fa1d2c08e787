variable "name" {
  description = "The name of the policy."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,128}$", var.name))
    error_message = "A policy's name has 1 to 128 letters, digits and any of + = , . @ _ -."
  }
}

variable "signals" {
  description = "What the service sends by itself: traces, metrics, logs. A daemon or an agent beside it needs what it sends for it."
  type        = set(string)
  default     = ["traces", "metrics", "logs"]

  validation {
    condition     = length(setsubtract(var.signals, ["traces", "metrics", "logs"])) == 0
    error_message = "Signals are traces, metrics and logs."
  }
}

variable "metric_namespaces" {
  description = "The only namespaces that metrics may be put into."
  type        = list(string)
  default     = ["Obs", "Obs/Business"]

  validation {
    condition     = length(var.metric_namespaces) > 0
    error_message = "Without a namespace no metric can be sent; leave metrics out of signals instead."
  }
}

variable "log_group_arns" {
  description = "ARNs of the only log groups that may be written to, without the :* at the end."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.log_group_arns : can(regex("^arn:[^:]+:logs:[^:]*:[^:]*:log-group:[^:]+$", arn))])
    error_message = "The ARN of a log group is arn:aws:logs:REGION:ACCOUNT:log-group:NAME."
  }
}

variable "create_log_groups" {
  description = "Whether the service may make its log groups where they are missing. Not needed where Terraform makes them."
  type        = bool
  default     = false
}

variable "create" {
  description = "Whether to make the policy; false only writes its document."
  type        = bool
  default     = true
}

variable "tags" {
  description = "Tags of the policy."
  type        = map(string)
  default     = {}
}
