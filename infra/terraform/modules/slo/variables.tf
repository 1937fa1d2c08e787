variable "service" {
  description = "The service, as the dimension Service names it."
  type        = string

  validation {
    condition     = length(var.service) >= 1 && length(var.service) <= 200
    error_message = "A service has a name of 1 to 200 characters."
  }
}

variable "environment" {
  description = "The environment, as the dimension Environment names it."
  type        = string

  validation {
    condition     = length(var.environment) >= 1
    error_message = "An environment has a name."
  }
}

variable "namespace" {
  description = "The namespace of Latency and Fault."
  type        = string
  default     = "Obs"
}

variable "objective" {
  description = "What the service promises over 30 days: percent of requests without a fault, and percent of requests that take at most so many milliseconds."
  type = object({
    availability_percent = optional(number, 99.9)
    latency_milliseconds = optional(number, 300)
    latency_percent      = optional(number, 99)
  })
  default = {}

  validation {
    condition     = var.objective.availability_percent > 0 && var.objective.availability_percent < 100
    error_message = "availability_percent is above 0 and below 100."
  }

  validation {
    condition     = var.objective.latency_percent > 0 && var.objective.latency_percent < 100
    error_message = "latency_percent is above 0 and below 100."
  }

  validation {
    condition     = var.objective.latency_milliseconds > 0
    error_message = "latency_milliseconds is above 0."
  }
}

variable "minimum_requests" {
  description = "Requests in a window, at or below which its burn rate is not taken seriously."
  type        = number
  default     = 100

  validation {
    condition     = var.minimum_requests >= 0 && floor(var.minimum_requests) == var.minimum_requests
    error_message = "minimum_requests is a whole number, at least 0."
  }
}

variable "dead_man_minutes" {
  description = "Minutes without a request after which the service counts as dead."
  type        = number
  default     = 10

  validation {
    condition     = var.dead_man_minutes >= 1 && var.dead_man_minutes <= 1440 && floor(var.dead_man_minutes) == var.dead_man_minutes
    error_message = "dead_man_minutes is a whole number from 1 to 1440."
  }
}

variable "page_actions" {
  description = "ARNs of what is done when somebody must act at once."
  type        = list(string)
  default     = []
}

variable "ticket_actions" {
  description = "ARNs of what is done when somebody must act this week."
  type        = list(string)
  default     = []
}

variable "tags" {
  description = "Tags of every alarm."
  type        = map(string)
  default     = {}
}
