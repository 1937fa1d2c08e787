variable "dashboards" {
  description = "Bodies by the name of the dashboard: the text of red.json and xray.json, as obs dashboard render writes them, or of any other dashboard."
  type        = map(string)

  validation {
    condition     = alltrue([for name in keys(var.dashboards) : can(regex("^[A-Za-z0-9_-]{1,255}$", name))])
    error_message = "A dashboard's name has 1 to 255 letters, digits, hyphens and underscores."
  }

  validation {
    condition     = alltrue([for body in values(var.dashboards) : can(jsondecode(body).widgets[*].type)])
    error_message = "A body is JSON with an array of widgets, each with a type."
  }

  validation {
    condition     = alltrue([for body in values(var.dashboards) : try(length(jsondecode(body).widgets), 0) <= 500])
    error_message = "A dashboard has up to 500 widgets."
  }
}

variable "account_id" {
  description = "The account whose alarms the dashboards show: it takes the place of 000000000000 in the bodies. Null leaves them as they are."
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null || can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account has 12 digits."
  }
}
