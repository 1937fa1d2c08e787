variable "groups" {
  description = "Log groups by name. retention_in_days 0 keeps entries for ever."
  type = map(object({
    retention_in_days = optional(number, 30)
    kms_key_id        = optional(string)
    log_group_class   = optional(string, "STANDARD")
    skip_destroy      = optional(bool, false)
  }))

  validation {
    condition     = alltrue([for name in keys(var.groups) : can(regex("^[.\\-_/#A-Za-z0-9]{1,512}$", name))])
    error_message = "A log group's name has 1 to 512 letters, digits and any of . - _ / #."
  }

  validation {
    condition = alltrue([
      for group in values(var.groups) : contains(
        [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], group.retention_in_days
      )
    ])
    error_message = "retention_in_days is one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }

  validation {
    condition     = alltrue([for group in values(var.groups) : contains(["STANDARD", "INFREQUENT_ACCESS"], group.log_group_class)])
    error_message = "log_group_class is STANDARD or INFREQUENT_ACCESS."
  }
}

variable "metric_filters" {
  description = "Metrics counted out of log entries, by name. pattern is a filter pattern such as { $.level = \"Critical\" }."
  type = map(object({
    group         = string
    pattern       = string
    namespace     = string
    metric        = string
    value         = optional(string, "1")
    default_value = optional(string)
    unit          = optional(string, "Count")
    dimensions    = optional(map(string))
  }))
  default = {}

  validation {
    condition     = alltrue([for filter in values(var.metric_filters) : filter.dimensions == null || filter.default_value == null])
    error_message = "A metric filter has dimensions or a default_value, not both."
  }

  validation {
    condition     = alltrue([for filter in values(var.metric_filters) : length(coalesce(filter.dimensions, {})) <= 3])
    error_message = "A metric filter has up to 3 dimensions."
  }

  validation {
    condition     = alltrue([for filter in values(var.metric_filters) : length(filter.pattern) <= 1024])
    error_message = "A filter pattern has up to 1024 characters."
  }
}

variable "tags" {
  description = "Tags of every log group."
  type        = map(string)
  default     = {}
}
