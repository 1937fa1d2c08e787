variable "alarms" {
  description = "The text of alarms.json, as obs dashboard render writes it: MetricAlarms and CompositeAlarms, each the input of PutMetricAlarm or PutCompositeAlarm."
  type        = string

  validation {
    condition     = can(jsondecode(var.alarms).MetricAlarms[*].AlarmName) && can(jsondecode(var.alarms).CompositeAlarms[*].AlarmName)
    error_message = "Alarms are JSON with the arrays MetricAlarms and CompositeAlarms, each entry with an AlarmName."
  }

  validation {
    condition = alltrue([
      for alarm in try(jsondecode(var.alarms).MetricAlarms, []) :
      length(alarm.Metrics) >= 1 && length(alarm.Metrics) <= 20 && length([for query in alarm.Metrics : query if try(query.ReturnData, true)]) == 1
    ])
    error_message = "An alarm has 1 to 20 queries, of which one returns the value that is compared."
  }
}

variable "actions" {
  description = "ARNs of what is done by alarms that name no action of their own and are no part of a composite alarm."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for action in var.actions : startswith(action, "arn:")])
    error_message = "An action is an ARN."
  }
}

variable "tags" {
  description = "Tags of every alarm."
  type        = map(string)
  default     = {}
}
