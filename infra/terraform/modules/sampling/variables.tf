variable "rules" {
  description = "X-Ray sampling rules by name: reservoir_size traces a second first, then the share fixed_rate of the rest. Lower priorities are tried first."
  type = map(object({
    priority       = number
    fixed_rate     = number
    reservoir_size = number
    service_name   = optional(string, "*")
    service_type   = optional(string, "*")
    host           = optional(string, "*")
    http_method    = optional(string, "*")
    url_path       = optional(string, "*")
    resource_arn   = optional(string, "*")
    attributes     = optional(map(string), {})
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.rules) : length(name) >= 1 && length(name) <= 32 && name != "Default"])
    error_message = "A sampling rule's name has 1 to 32 characters and is not Default."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.priority >= 1 && rule.priority <= 9999 && floor(rule.priority) == rule.priority])
    error_message = "priority is a whole number from 1 to 9999."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.fixed_rate >= 0 && rule.fixed_rate <= 1])
    error_message = "fixed_rate is a share from 0 to 1."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.reservoir_size >= 0 && floor(rule.reservoir_size) == rule.reservoir_size])
    error_message = "reservoir_size is a whole number of traces a second, at least 0."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : length(rule.attributes) <= 5])
    error_message = "A sampling rule matches up to 5 attributes."
  }
}

variable "groups" {
  description = "X-Ray groups by name: the traces that match a filter expression."
  type = map(object({
    filter_expression     = string
    insights_enabled      = optional(bool, false)
    notifications_enabled = optional(bool, false)
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.groups) : length(name) >= 1 && length(name) <= 32 && name != "Default"])
    error_message = "A group's name has 1 to 32 characters and is not Default."
  }

  validation {
    condition     = alltrue([for group in values(var.groups) : !group.notifications_enabled || group.insights_enabled])
    error_message = "Notifications are of insights: they need insights_enabled."
  }
}

variable "tags" {
  description = "Tags of every rule and group."
  type        = map(string)
  default     = {}
}
