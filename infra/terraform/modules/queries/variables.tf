variable "queries" {
  description = "Logs Insights queries: name, query and log groups, as a JSON file of queries has them."
  type = list(object({
    name      = string
    query     = string
    logGroups = optional(list(string), [])
  }))

  validation {
    condition     = length(distinct(var.queries[*].name)) == length(var.queries)
    error_message = "Every query has a name of its own."
  }

  validation {
    condition     = alltrue([for query in var.queries : length(query.name) >= 1 && length(query.name) <= 200])
    error_message = "A query's name has 1 to 200 characters."
  }

  validation {
    condition     = alltrue([for query in var.queries : length(query.query) >= 1 && length(query.query) <= 10000])
    error_message = "A query has 1 to 10,000 characters."
  }
}

variable "folder" {
  description = "The folder in the console under which the queries stand; none when empty."
  type        = string
  default     = ""

  validation {
    condition     = length(var.folder) <= 50
    error_message = "A folder has up to 50 characters."
  }
}

variable "log_groups" {
  description = "Log groups for queries that name none."
  type        = list(string)
  default     = []
}
